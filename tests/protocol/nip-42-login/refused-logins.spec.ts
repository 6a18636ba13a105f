import { altered, chatMessage, expect, loginOf, nowInSeconds, presentLogin } from '../../../fixtures/protocol-suite.ts';
import { proves, test } from '../../../fixtures/protocol-suite.ts';

const ELEVEN_MINUTES = 11 * 60;

test.describe('NIP-42: logins that are refused', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  for (const { wrong, requirement, overrides } of [
    { wrong: 'another challenge', requirement: 'wrong-challenge', overrides: { challenge: 'f00df00df00df00d' } },
    { wrong: 'another relay', requirement: 'wrong-relay', overrides: { relay: 'wss://elsewhere.example' } },
    { wrong: 'a time eleven minutes ago', requirement: 'old-login', overrides: { seconds: -ELEVEN_MINUTES } },
    { wrong: 'a time eleven minutes ahead', requirement: 'future-login', overrides: { seconds: ELEVEN_MINUTES } },
  ] as const)
    test(
      `a login with ${wrong} is refused and opens nothing`,
      proves(`nip-42/${requirement}-is-refused`),
      async ({ group, member, welcome }) => {
        const message = await member.publish(chatMessage({ group: group.id }));
        const visitor = await welcome('visitor', group.memberKey);
        const { seconds, ...rest } = { seconds: 0, ...overrides };
        const login = await loginOf(visitor, { ...rest, createdAt: nowInSeconds() + seconds });
        expect(await presentLogin(visitor, login)).toBeRefused();
        expect(await visitor.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
        expect(await visitor.login()).toBeAccepted();
        expect(await visitor.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
      },
    );

  for (const { wrong, requirement, template } of [
    { wrong: 'of another kind', requirement: 'wrong-kind', template: { kind: 22241 } },
    { wrong: 'without a challenge', requirement: 'missing-challenge', template: { without: 'challenge' } },
  ])
    test(
      `a login ${wrong} is refused and opens nothing`,
      proves(`nip-42/${requirement}-is-refused`),
      async ({ group, member, welcome }) => {
        const message = await member.publish(chatMessage({ group: group.id }));
        const visitor = await welcome('visitor', group.memberKey);
        const { kind, tags } = await loginOf(visitor);
        const without = tags.filter(([name]) => name !== template.without);
        expect(await presentLogin(visitor, visitor.sign({ kind, tags: without, ...template }))).toBeRefused();
        expect(await visitor.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
        expect(await visitor.login()).toBeAccepted();
        expect(await visitor.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
      },
    );

  test(
    'a login with a wrong signature is refused and opens nothing',
    proves('nip-42/bad-signature-is-refused'),
    async ({ group, member, outsider, welcome }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const visitor = await welcome('visitor', group.memberKey);
      const forged = altered(await loginOf(visitor), { sig: (await loginOf(outsider)).sig });
      expect(await presentLogin(visitor, forged)).toBeRefused();
      expect(await visitor.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
      expect(await visitor.login()).toBeAccepted();
      expect(await visitor.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
    },
  );

  test(
    "another connection's login is refused and opens nothing",
    proves('nip-42/replayed-login-is-refused'),
    async ({ group, member, welcome }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const overheard = await welcome('member, overheard', group.memberKey);
      const thief = await welcome('thief');
      await thief.challenge();
      const login = await loginOf(overheard);
      expect(await presentLogin(overheard, login)).toBeAccepted();
      expect(await overheard.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);

      expect(await presentLogin(thief, login)).toBeRefused();
      expect(await thief.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
    },
  );
});
