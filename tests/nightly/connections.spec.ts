import { arrival, chatMessage, crowd, expect, idle, proves, test } from '../../fixtures/protocol-suite.ts';

test.describe('quiet connections', () => {
  test.describe.configure({ timeout: 180_000 });

  test(
    'of three connections quiet for over a minute, two are open and get what comes live',
    proves('nightly/quiet-connections-stay'),
    async ({ group, pace, welcome }) => {
      const people = await crowd(welcome, group.memberKey, 3);
      const listening = people.map((person) => ({ person, live: person.listen({ kinds: [9], '#h': [group.id] }) }));
      for (const { live } of listening) expect(await live.answer).toBeComplete();

      const stayed = await idle(people, pace.idleSeconds, { mayEnd: 1 });
      expect(stayed.length).toBeGreaterThanOrEqual(2);

      const writer = await welcome('member, fresh', group.memberKey);
      await writer.login();
      const message = await writer.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      const heard = await Promise.all(listening.map(({ live }) => arrival(message, live)));
      expect(heard.filter(({ outcome }) => outcome === 'delivered').length).toBeGreaterThanOrEqual(2);
    },
  );
});
