import { expect, keptMessage, proves, test, whereToldToLogIn } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: the challenge of a connection', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test('twenty connections get twenty challenges', proves('nip-42/challenge-is-unique'), async ({ welcome }) => {
    const visitors = await Promise.all(Array.from({ length: 20 }, (_, index) => welcome(`visitor ${index + 1}`)));
    const challenges = await Promise.all(visitors.map((visitor) => visitor.challenge()));
    for (const challenge of challenges) expect(challenge).toMatch(/./);
    expect(new Set(challenges).size, 'different challenges').toBe(20);
  });

  test('a challenge is too long to be guessed', proves('nip-42/challenge-is-long'), async ({ stranger }) => {
    expect(await stranger.challenge()).toMatch(/^.{16,}$/);
  });

  test(
    'each of twelve connections can log in',
    proves('nip-42/every-connection-can-log-in'),
    async ({ group, member, settings, welcome }) => {
      const { event, filter } = await keptMessage({ group, member, settings, welcome });
      const names = Array.from({ length: 12 }, (_, index) => `connection ${index + 1}`);
      const visitors = await Promise.all(names.map((name) => welcome(name, group.memberKey)));
      for (const login of await Promise.all(visitors.map((visitor) => visitor.login()))) expect(login).toBeAccepted();
      const answers = await Promise.all(visitors.map((visitor) => visitor.ask(filter)));
      for (const answer of answers) expect(answer).toShow(event);
    },
  );

  test(
    'who is told to log in has a challenge to log in with',
    proves('nip-42/challenge-comes-with-auth-required'),
    async ({ group, member, settings, welcome }) => {
      const { filter } = await keptMessage({ group, member, settings, welcome });
      const visitor = await welcome('visitor');
      whereToldToLogIn(await visitor.ask(filter));
      expect(await visitor.challenge(), 'the challenge of this connection').toMatch(/./);
    },
  );

  test(
    'a login does not survive the connection',
    proves('nip-42/login-ends-with-the-connection'),
    async ({ group, member, settings, welcome }) => {
      const { event, filter, secret } = await keptMessage({ group, member, settings, welcome });
      expect(await member.ask(filter)).toShow(event);
      member.leave();

      const returned = await welcome('member, again', group.memberKey);
      expect(await returned.ask(filter)).not.toShow(...secret);
      expect(await returned.login()).toBeAccepted();
      expect(await returned.ask(filter)).toShow(event);
    },
  );
});
