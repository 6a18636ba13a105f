import { arrival, chatMessage, crowd, expect, proves, test, transportOf } from '../../../fixtures/protocol-suite.ts';

test.describe('connections', () => {
  test(
    'twelve connections at once are all served',
    proves('transport/twelve-at-once'),
    async ({ group, member, welcome }) => {
      const people = await crowd(welcome, group.memberKey, 12);
      const subscriptions = people.map((person) => person.listen({ kinds: [9], '#h': [group.id] }));
      for (const { answer } of subscriptions) expect(await answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      for (const subscription of subscriptions) expect(await arrival(message, subscription)).toBeDelivered();
    },
  );

  test('who leaves may return at once', proves('transport/return-at-once'), async ({ group, member, welcome }) => {
    const { event } = await member.publish(chatMessage({ group: group.id }));
    for (const visit of ['first', 'second', 'third', 'fourth', 'fifth']) {
      const person = await welcome(`member, ${visit} visit`, group.memberKey);
      await person.login();
      expect(await person.ask({ ids: [event.id] })).toShow(event);
      person.leave();
    }
  });

  test('a good-bye has its answer', proves('transport/goodbye-is-answered'), async ({ member, group }) => {
    expect(await member.ask({ kinds: [9], '#h': [group.id] })).toBeComplete();
    // 1005: a close frame without a code, which is legal
    expect([1000, 1005]).toContain(await transportOf(member).sayGoodbye());
  });

  test(
    'who is gone without a good-bye harms nobody, and may return',
    proves('transport/abrupt-end-harms-nobody'),
    async ({ admin, group, member, welcome }) => {
      const filter = { kinds: [9], '#h': [group.id] };
      const before = admin.listen(filter);
      expect(await before.answer).toBeComplete();
      expect(await member.listen(filter).answer).toBeComplete();
      const after = admin.listen(filter);
      expect(await after.answer).toBeComplete();
      transportOf(member).vanish();

      const back = await welcome('member, again', group.memberKey);
      await back.login();
      const message = await back.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      for (const live of [before, after]) expect(await arrival(message, live)).toBeDelivered();
      expect(await back.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test(
    'a quiet connection is kept while others come and go',
    proves('transport/quiet-connection-is-kept'),
    async ({ admin, group, member, welcome }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      for (const person of await crowd(welcome, group.memberKey, 4)) {
        expect(await person.ask({ kinds: [9], '#h': [group.id] })).toBeComplete();
        person.leave();
      }
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(message, live)).toBeDelivered();
      expect(await admin.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );
});
