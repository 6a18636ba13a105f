import { arrival, askRelayInformation, chatMessage, expect, proves, test } from '../../../fixtures/protocol-suite.ts';
import { whereItApplies } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-40: expiration', () => {
  test.beforeEach(async ({ settings }) => {
    const { document } = await askRelayInformation(settings.relayUrl, 5000);
    const applies = String(document?.supported_nips).split(',').includes('40');
    whereItApplies({ applies, value: 40, because: 'NIP-11 does not name NIP-40' });
  });

  test(
    'a message that has expired is neither stored nor delivered',
    proves('nip-40/expired-is-not-served'),
    async ({ admin, group, member }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      const expired = await member.publish(chatMessage({ group: group.id, expiresInSeconds: -60 }));
      const sentinel = await member.publish(chatMessage({ group: group.id }));

      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
      expect(await member.ask({ ids: [expired.event.id] })).not.toShow(expired.event);
    },
  );

  test(
    'a message is served until it expires, and not later',
    proves('nip-40/served-until-it-expires'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id, expiresInSeconds: 2 }));
      expect(message).toBeAccepted();
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      await expect.poll(async () => (await member.ask({ ids: [message.event.id] })).events).toEqual([]);
      expect(await member.ask({ ids: [message.event.id] })).toBeComplete();
    },
  );
});
