import { altered, chatMessage, deleteGroup, expect, proves, relayKey } from '../../../fixtures/protocol-suite.ts';
import { removeUser, test } from '../../../fixtures/protocol-suite.ts';

test.describe("NIP-29: what is only the relay's to say", () => {
  for (const kind of [39000, 39001, 39002, 39003])
    test(
      `kind ${kind} is taken from no person`,
      proves(`nip-29/kind-${kind}-is-the-relays`),
      async ({ admin, group, member }) => {
        const tags = [
          ['d', group.id],
          ['h', group.id],
          ['p', member.pubkey, 'admin'],
        ];
        const forged = await admin.publish({ kind, tags });
        expect(forged).toBeRefused();
        expect(await member.publish({ kind, tags })).toBeRefused();
        expect(await admin.ask({ kinds: [kind], '#d': [group.id] })).not.toShow(forged.event);
      },
    );

  for (const { deed, kind, template } of [
    { deed: 'removal', kind: 9001, template: removeUser },
    { deed: 'deletion of the group', kind: 9008, template: deleteGroup },
    { deed: 'member list', kind: 39002, template: (group: string) => ({ kind: 39002, tags: [['d', group]] }) },
  ])
    test(
      `a ${deed} in the relay's name that it did not sign is refused`,
      proves(`nip-29/forged-${kind}-is-refused`),
      async ({ group, member, outsider, settings }) => {
        const pubkey = await relayKey(settings);
        const forgery = altered(outsider.sign(template(group.id, member.pubkey)), { pubkey });
        expect(await outsider.publish(forgery)).toBeRefused();
        expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
        expect(await member.ask({ ids: [forgery.id] })).not.toShow(forgery);
      },
    );
});
