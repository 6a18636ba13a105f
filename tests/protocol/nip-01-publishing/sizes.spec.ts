import { expect, longestMessage, oversizedMessage, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: the size of an event', () => {
  test(
    'a message as long as advertised is taken and comes back whole',
    proves('nip-01/longest-message-is-kept'),
    async ({ group, member, outsider }) => {
      const message = await member.publish(await longestMessage(member, group.id));
      expect(message).toBeAccepted();
      expect(await outsider.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test(
    'a message longer than advertised is turned down',
    proves('nip-01/oversized-message-is-turned-down'),
    async ({ group, member, outsider }) => {
      const message = await member.publish(await oversizedMessage(member, group.id));
      expect(message.outcome).toMatch(/^(refused|notice|closed)$/);
      expect(await outsider.ask({ ids: [message.event.id] })).not.toShow(message.event);
    },
  );
});
