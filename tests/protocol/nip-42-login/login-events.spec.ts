import { arrival, chatMessage, expect, loginOf, presentLogin, proves } from '../../../fixtures/protocol-suite.ts';
import { test, whereAdvertised, whereCounted } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: logins are between one person and the relay', { tag: '@nip-29' }, () => {
  test(
    'a login sent as an event is neither delivered nor stored',
    proves('nip-42/login-is-never-delivered'),
    async ({ admin, group, member }) => {
      const live = admin.listen({ '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const login = await member.publish({ kind: 22242, tags: [['h', group.id]] });
      const sentinel = await member.publish(chatMessage({ group: group.id }));

      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).not.toContainEqual(login.event);
      expect(await admin.ask({ ids: [login.event.id] })).not.toShow(login.event);
    },
  );

  test(
    'a login is shown to nobody, even one that names a group',
    proves('nip-42/login-stays-with-the-relay'),
    async ({ admin, group, member, stranger }) => {
      const live = admin.listen({ '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const { kind, tags } = await loginOf(stranger);
      const login = stranger.sign({ kind, tags: [...tags, ['h', group.id]] });
      expect(await presentLogin(stranger, login)).toBeAccepted();
      const sentinel = await member.publish(chatMessage({ group: group.id }));

      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).not.toContainEqual(login);
      expect(await admin.ask({ ids: [login.id] })).not.toShow(login);
    },
  );

  test(
    'a login sent as an event is not counted',
    proves('nip-42/login-is-not-counted'),
    async ({ admin, group, member }) => {
      await whereAdvertised(admin, 45);
      await member.publish({ kind: 22242, tags: [['h', group.id]] });
      const count = whereCounted(await admin.count({ kinds: [22242], '#h': [group.id] }));
      expect(count).toMatchObject({ outcome: 'counted', count: 0 });
    },
  );
});
