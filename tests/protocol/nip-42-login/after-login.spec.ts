import { arrival, chatMessage, expect, proves, test, wireOf } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: what a login changes', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test(
    'the same request is served on the same connection after a login',
    proves('nip-42/retry-after-login-is-served'),
    async ({ group, member, welcome }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const visitor = await welcome('visitor', group.memberKey);
      const wire = wireOf(visitor);
      wire.say(['REQ', 'again', { kinds: [9], '#h': [group.id] }]);
      expect(await wire.hears({ subscription: 'again' })).toHaveProperty('verb', 'CLOSED');

      expect(await visitor.login()).toBeAccepted();
      wire.say(['REQ', 'again', { kinds: [9], '#h': [group.id] }]);
      expect(await wire.hears({ verb: 'EOSE', subscription: 'again' })).toHaveProperty('verb', 'EOSE');
      expect(await wire.shownUntil('again', message.event)).toEqual([message.event]);
    },
  );

  test(
    'who logs in is told "restricted" where it was "auth-required" before',
    proves('nip-42/prefix-tells-who-asks'),
    async ({ group, member, stranger }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);

      expect(await stranger.ask({ kinds: [9], '#h': [group.id] })).toBeRefusedWith('auth-required');
      expect(await stranger.login()).toBeAccepted();
      expect(await stranger.ask({ kinds: [9], '#h': [group.id] })).toBeRefusedWith('restricted');
    },
  );

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
});
