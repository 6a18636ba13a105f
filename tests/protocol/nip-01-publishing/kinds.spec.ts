import { expect, note, proves, test, whereTaken } from '../../../fixtures/protocol-suite.ts';

/** What who is a member of no group may write on many relays; and the highest kind there is. */
const KINDS = { 'text-note': 1, 'relay-list': 10_002, 'list-of-message-relays': 10_050, 'highest-kind': 65_535 };

test.describe('NIP-01: what anybody may write', () => {
  for (const [name, kind] of Object.entries(KINDS))
    test(
      `kind ${kind} of somebody new is stored, where it is taken`,
      proves(`nip-01/${name}-of-somebody-new-is-kept`),
      async ({ stranger }) => {
        await stranger.login();
        const event = whereTaken(await stranger.publish(note(kind)));
        expect(event).toBeAccepted();
        const answer = await stranger.ask({ authors: [stranger.pubkey], kinds: [kind] });
        expect(answer.events).toEqual([event.event]);
      },
    );
});
