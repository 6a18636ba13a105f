import {
  chatMessage,
  createInvite,
  expect,
  joinRequest,
  keptMessage,
  proves,
} from '../../../fixtures/protocol-suite.ts';
import { test, whereGroups, whereKept, wherePromised, whereTaken, wireOf } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: what a login changes', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test(
    'the same request is served on the same connection after a login',
    proves('nip-42/retry-after-login-is-served'),
    async ({ group, member, settings, welcome }) => {
      const { event, filter } = await keptMessage({ group, member, settings, welcome });
      const visitor = await welcome('visitor', group.memberKey);
      const wire = wireOf(visitor);
      wire.say(['REQ', 'again', filter]);
      await wire.hears({ verb: 'CLOSED', subscription: 'again' }, { verb: 'EOSE', subscription: 'again' });

      expect(await visitor.login()).toBeAccepted();
      wire.say(['REQ', 'again', filter]);
      expect(await wire.shownUntil('again', event)).toEqual([event]);
    },
  );

  test(
    'who has not logged in is told so, and not that a private group is empty',
    proves('nip-42/gated-read-is-refused'),
    async ({ group, member, settings, stranger, welcome }) => {
      const kept = whereKept(await keptMessage({ group, member, settings, welcome }));
      expect(await member.ask(kept.filter)).toShow(kept.event);
      expect(await stranger.ask(kept.filter)).toBeRefusedWith('auth-required');
    },
  );

  test(
    'who has logged in and has no right is told "restricted"',
    proves('nip-42/prefix-tells-who-asks'),
    async ({ group, member, settings, stranger }) => {
      whereGroups(settings);
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
      expect(await stranger.login()).toBeAccepted();
      expect(await stranger.ask({ kinds: [9], '#h': [group.id] })).toBeRefusedWith('restricted');
    },
  );

  test('a key that nobody has seen can log in', proves('nip-42/unknown-key-can-log-in'), async ({ stranger }) => {
    expect(await stranger.login()).toBeAccepted();
  });

  test(
    'a message refused for want of a login is taken after it',
    proves('nip-42/refused-message-is-taken-after-login'),
    async ({ group, settings, welcome }) => {
      wherePromised(settings, 'auth-to-write');
      const visitor = await welcome('visitor', group.memberKey);
      const message = visitor.sign(chatMessage({ group: group.id }));
      expect(await visitor.publish(message)).toBeRefusedWith('auth-required');

      expect(await visitor.login()).toBeAccepted();
      expect(await visitor.publish(message)).toBeAccepted();
      expect(await visitor.ask({ ids: [message.id] })).toShow(message);
    },
  );

  test(
    'who has not logged in and asks to join is told to log in',
    proves('nip-42/join-before-login-is-told-so'),
    async ({ admin, group, settings, stranger }) => {
      whereGroups(settings);
      wherePromised(settings, 'auth-to-write');
      const invite = await admin.publish(createInvite(group.id, 'canary-code'));
      expect(whereTaken(invite)).toBeAccepted();
      const join = stranger.sign(joinRequest(group.id, 'canary-code'));
      expect(await stranger.publish(join)).toBeRefusedWith('auth-required');

      expect(await stranger.login()).toBeAccepted();
      expect(await stranger.publish(join)).toBeAccepted();
    },
  );

  test(
    "another's message is not taken from who is logged in as somebody else",
    proves('nip-42/anothers-message-is-refused'),
    async ({ group, member, outsider, settings }) => {
      wherePromised(settings, 'auth-to-write');
      const message = member.sign(chatMessage({ group: group.id }));
      expect(await outsider.publish(message)).toBeTurnedDown();
      expect(await member.ask({ ids: [message.id] })).not.toShow(message);

      expect(await member.publish(message)).toBeAccepted();
      expect(await member.ask({ ids: [message.id] })).toShow(message);
    },
  );
});
