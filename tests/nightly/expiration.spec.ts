import { arrival, askUntilGone, chatMessage, expect, proves, test } from '../../fixtures/protocol-suite.ts';
import { whereAdvertised, whereCounted, whereTaken } from '../../fixtures/protocol-suite.ts';

test.describe('what expires', () => {
  test.describe.configure({ timeout: 60_000 });

  test.beforeEach(({ member }) => whereAdvertised(member, 40));

  test(
    'is delivered, is gone when it expires, and does not come back when it is published again',
    proves('nightly/expired-stays-away'),
    async ({ admin, group, member, pace }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const short = chatMessage({ group: group.id, expiresInSeconds: pace.lifeSeconds });
      const message = whereTaken(await member.publish(short));
      expect(await arrival(message, live)).toBeDelivered();
      expect(await askUntilGone(member, message.event, { afterSeconds: pace.lifeSeconds })).not.toShow(message.event);

      const later = admin.listen({ kinds: [9], '#h': [group.id] });
      expect(await later.answer).not.toShow(message.event);
      await member.publish(message.event);
      const sentinel = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(sentinel, later)).toBeDelivered();
      expect(later.events).toEqual([sentinel.event]);
      expect(await member.ask({ ids: [message.event.id] })).not.toShow(message.event);
    },
  );

  test('is not counted any more', proves('nightly/expired-is-not-counted'), async ({ group, member, pace }) => {
    await whereAdvertised(member, 45);
    const filter = { kinds: [9], '#h': [group.id] };
    expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    const short = chatMessage({ group: group.id, expiresInSeconds: pace.lifeSeconds });
    const { event } = whereTaken(await member.publish(short));
    expect(whereCounted(await member.count(filter))).toHaveProperty('count', 2);
    expect(await askUntilGone(member, event, { afterSeconds: pace.lifeSeconds })).not.toShow(event);
    expect(await member.count(filter)).toHaveProperty('count', 1);
  });
});
