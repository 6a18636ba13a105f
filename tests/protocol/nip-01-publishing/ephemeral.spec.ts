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

  // Somebody listens: a relay may refuse with "mute:" what nobody waits for (NIP-01, "OK")
  test('an ephemeral event has its OK', proves('nip-01/ephemeral-has-its-ok'), async ({ group, member, outsider }) => {
    expect(await outsider.listen({ kinds: [EPHEMERAL], '#h': [group.id] }).answer).toBeComplete();
    const event = whereTaken(await member.publish({ ...chatMessage({ group: group.id }), kind: EPHEMERAL }));
    expect(event).toBeAccepted();
  });

  test(
    'an ephemeral event cannot be read later',
    proves('nip-01/ephemeral-is-not-stored'),
    async ({ group, member, outsider }) => {
      expect(await outsider.listen({ kinds: [20_000, 29_999], '#h': [group.id] }).answer).toBeComplete();
      const ephemeral = (kind: number) => ({ ...chatMessage({ group: group.id }), kind });
      const both = await Promise.all([20_000, 29_999].map((kind) => member.publish(ephemeral(kind))));
      for (const each of both) whereTaken(each);
      const stored = await member.publish(chatMessage({ group: group.id }));

      const answer = await member.ask({ ids: [...both, stored].map(({ event }) => event.id) });
      expect(answer.events).toEqual([stored.event]);
    },
  );
});
