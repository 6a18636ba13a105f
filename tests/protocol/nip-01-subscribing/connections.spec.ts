import { arrival, chatMessage, expect, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: connections', () => {
  test('who left may come back at once', proves('nip-01/reconnect-at-once'), async ({ group, member, welcome }) => {
    const message = await member.publish(chatMessage({ group: group.id }));
    expect(message).toBeAccepted();
    member.leave();

    for (const name of ['member again', 'member once more', 'member at last']) {
      const again = await welcome(name, group.memberKey);
      expect(again.connection.opening).toHaveProperty('outcome', 'open');
      await again.login();
      expect(await again.ask({ ids: [message.event.id] })).toShow(message.event);
      expect(await again.publish(chatMessage({ group: group.id }))).toBeAccepted();
      again.leave();
    }
  });

  test(
    'one connection carries many subscriptions',
    proves('nip-01/many-subscriptions'),
    async ({ group, member, outsider }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => outsider.ask({ kinds: [9], '#h': [group.id] })),
      );
      for (const answer of answers) expect(answer).toShowOnly(message.event);
    },
  );

  test(
    'a person who leaves takes no other along',
    proves('nip-01/leaving-harms-nobody'),
    async ({ group, member, welcome }) => {
      const other = await welcome('member elsewhere', group.memberKey);
      await other.login();
      // Given subscriptions from before and after those of who leaves
      const filter = { kinds: [9], '#h': [group.id] };
      const before = other.listen(filter);
      expect(await before.answer).toBeComplete();
      expect(await member.listen(filter).answer).toBeComplete();
      const after = other.listen(filter);
      expect(await after.answer).toBeComplete();

      // When they have left, and the relay has met somebody since
      member.leave();
      const back = await welcome('member again', group.memberKey);
      await back.login();

      const message = await other.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      for (const live of [before, after]) expect(await arrival(message, live)).toBeDelivered();
      expect(await other.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );
});
