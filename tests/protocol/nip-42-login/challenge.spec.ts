import { chatMessage, expect, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: the challenge of a connection', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test('ten connections get ten challenges', proves('nip-42/challenge-is-unique'), async ({ welcome }) => {
    const visitors = await Promise.all(Array.from({ length: 10 }, (_, index) => welcome(`visitor ${index + 1}`)));
    const challenges = await Promise.all(visitors.map((visitor) => visitor.challenge()));
    for (const challenge of challenges) expect(challenge).toMatch(/^.{8,}$/);
    expect(new Set(challenges).size).toBe(10);
  });

  test(
    'a login does not survive the connection',
    proves('nip-42/login-ends-with-the-connection'),
    async ({ group, member, welcome }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
      member.leave();

      const returned = await welcome('member, again', group.memberKey);
      expect(await returned.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
      expect(await returned.login()).toBeAccepted();
      expect(await returned.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
    },
  );
});
