import { arrival, chatMessage, expect, proves, test, whereTaken } from '../../../fixtures/protocol-suite.ts';

/** A kind that means nothing to anybody, in the range that is not stored (NIP-01, "Kinds"). */
const EPHEMERAL = 20_909;

test.describe('NIP-01: ephemeral events', () => {
  test(
    'an ephemeral event is delivered live',
    proves('nip-01/ephemeral-is-delivered'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [EPHEMERAL], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const event = whereTaken(await member.publish({ ...chatMessage({ group: group.id }), kind: EPHEMERAL }));
      expect(await arrival(event, live)).toBeDelivered();
    },
  );

  test('an ephemeral event has its OK', proves('nip-01/ephemeral-has-its-ok'), async ({ group, member }) => {
    const event = whereTaken(await member.publish({ ...chatMessage({ group: group.id }), kind: EPHEMERAL }));
    expect(event).toBeAccepted();
  });

  test(
    'an ephemeral event cannot be read later',
    proves('nip-01/ephemeral-is-not-stored'),
    async ({ group, member }) => {
      const ephemeral = (kind: number) => ({ ...chatMessage({ group: group.id }), kind });
      const first = whereTaken(await member.publish(ephemeral(20_000)));
      const last = whereTaken(await member.publish(ephemeral(29_999)));
      const stored = await member.publish(chatMessage({ group: group.id }));

      const answer = await member.ask({ ids: [first, last, stored].map(({ event }) => event.id) });
      expect(answer.events).toEqual([stored.event]);
    },
  );
});
