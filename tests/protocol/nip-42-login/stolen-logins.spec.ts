import { altered, chatMessage, expect, loginOf, presentLogin, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: logins of somebody else', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test(
    "another connection's login opens nothing",
    proves('nip-42/replayed-login-is-refused'),
    async ({ group, member, welcome }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const overheard = await welcome('member, overheard', group.memberKey);
      const thief = await welcome('thief');
      await thief.challenge();
      const login = await loginOf(overheard);
      expect(await presentLogin(overheard, login)).toBeAccepted();
      expect(await overheard.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);

      expect(await presentLogin(thief, login)).toBeTurnedDown();
      expect(await thief.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
    },
  );

  test(
    "a stranger's login in the name of a member opens nothing",
    proves('nip-42/login-in-anothers-name-is-refused'),
    async ({ group, member, stranger }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);

      const forged = altered(await loginOf(stranger), { pubkey: member.pubkey });
      expect(await presentLogin(stranger, forged)).toBeTurnedDown();
      expect(await stranger.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
    },
  );

  test(
    'a login with the signature of a stranger opens nothing',
    proves('nip-42/strangers-signature-is-refused'),
    async ({ group, member, stranger, welcome }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);

      const visitor = await welcome('visitor', group.memberKey);
      const forged = altered(await loginOf(visitor), { sig: (await loginOf(stranger)).sig });
      expect(await presentLogin(visitor, forged)).toBeTurnedDown();
      expect(await visitor.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
    },
  );

  test(
    'who has not logged in is not served because a neighbour has',
    proves('nip-42/login-is-of-one-connection'),
    async ({ group, member, welcome }) => {
      const early = await welcome('neighbour, there before', group.memberKey);
      const loggedIn = await welcome('member, again', group.memberKey);
      expect(await loggedIn.login()).toBeAccepted();
      const late = await welcome('neighbour, there after', group.memberKey);
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await loggedIn.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);

      expect(await early.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
      expect(await late.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
    },
  );
});
