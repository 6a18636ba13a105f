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
});
