import { arrival, chatMessage, expect, expiring, proves, test } from '../../../fixtures/protocol-suite.ts';
import { whereAdvertised, whereCounted, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-40: expiration', () => {
  test.beforeEach(({ member }) => whereAdvertised(member, 40));

  test(
    'a message that has expired is neither stored nor delivered',
    proves('nip-40/expired-is-not-served'),
    async ({ admin, group, member }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const expired = await member.publish(chatMessage({ group: group.id, expiresInSeconds: -60 }));
      const sentinel = await member.publish(chatMessage({ group: group.id }));

      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
      expect(await member.ask({ ids: [expired.event.id] })).not.toShow(expired.event);
    },
  );

  test(
    'a message that has expired is not counted',
    proves('nip-40/expired-is-not-counted'),
    async ({ group, member }) => {
      await whereAdvertised(member, 45);
      await member.publish(chatMessage({ group: group.id, expiresInSeconds: -60 }));
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      expect(whereCounted(await member.count({ kinds: [9], '#h': [group.id] }))).toHaveProperty('count', 1);
    },
  );

  for (const { when, seconds, requirement } of [
    { when: 'in an hour', seconds: 3600, requirement: 'next-hour-is-served' },
    { when: 'in ten years', seconds: 315_360_000, requirement: 'far-ahead-is-served' },
  ] as const)
    test(`what expires ${when} is served now`, proves(`nip-40/${requirement}`), async ({ admin, group, member }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id, expiresInSeconds: seconds }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
      expect(await admin.ask({ ids: [message.event.id] })).toShow(message.event);
    });

  for (const { what, value, requirement } of [
    { what: 'in milliseconds', value: String(Date.now() + 3_600_000), requirement: 'milliseconds-are-far-ahead' },
    { what: 'that is no number', value: 'soon', requirement: 'no-number-hides-nothing' },
  ] as const)
    test(
      `an expiration ${what} is refused, or the message is served`,
      proves(`nip-40/${requirement}`),
      async ({ group, member }) => {
        const message = whereTaken(await member.publish(expiring(group.id, value)));
        expect(message).toBeAccepted();
        expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      },
    );
});
