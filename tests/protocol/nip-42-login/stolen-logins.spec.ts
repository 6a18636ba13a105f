import { altered, expect, keptMessage, loginOf, presentLogin, proves } from '../../../fixtures/protocol-suite.ts';
import { test, whereKept } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: logins of somebody else', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test(
    "another connection's login opens nothing",
    proves('nip-42/replayed-login-is-refused'),
    async ({ group, member, settings, welcome }) => {
      const { event, filter, secret } = await keptMessage({ group, member, settings, welcome });
      const overheard = await welcome('member, overheard', group.memberKey);
      const thief = await welcome('thief');
      await thief.challenge();
      const login = await loginOf(overheard);
      expect(await presentLogin(overheard, login)).toBeAccepted();
      expect(await overheard.ask(filter)).toShow(event);

      expect(await presentLogin(thief, login)).toBeTurnedDown();
      expect(await thief.ask(filter)).not.toShow(...secret);
    },
  );

  test(
    "a stranger's login in the name of a member opens nothing",
    proves('nip-42/login-in-anothers-name-is-refused'),
    async ({ group, member, settings, stranger, welcome }) => {
      const { event, filter, secret } = await keptMessage({ group, member, settings, welcome });
      expect(await member.ask(filter)).toShow(event);

      const forged = altered(await loginOf(stranger), { pubkey: member.pubkey });
      expect(await presentLogin(stranger, forged)).toBeTurnedDown();
      expect(await stranger.ask(filter)).not.toShow(...secret);
    },
  );

  test(
    'a login with the signature of a stranger opens nothing',
    proves('nip-42/strangers-signature-is-refused'),
    async ({ group, member, settings, stranger, welcome }) => {
      const { event, filter, secret } = await keptMessage({ group, member, settings, welcome });
      expect(await member.ask(filter)).toShow(event);

      const visitor = await welcome('visitor', group.memberKey);
      const forged = altered(await loginOf(visitor), { sig: (await loginOf(stranger)).sig });
      expect(await presentLogin(visitor, forged)).toBeTurnedDown();
      expect(await visitor.ask(filter)).not.toShow(...secret);
    },
  );

  test(
    'who has not logged in is not served because a neighbour has',
    proves('nip-42/login-is-of-one-connection'),
    async ({ group, member, settings, welcome }) => {
      const early = await welcome('neighbour, there before', group.memberKey);
      const loggedIn = await welcome('member, again', group.memberKey);
      expect(await loggedIn.login()).toBeAccepted();
      const late = await welcome('neighbour, there after', group.memberKey);
      const kept = whereKept(await keptMessage({ group, member, settings, welcome }));
      expect(await loggedIn.ask(kept.filter)).toShow(kept.event);

      expect(await early.ask(kept.filter)).not.toShow(kept.event);
      expect(await late.ask(kept.filter)).not.toShow(kept.event);
    },
  );
});
