import { arrival, chatMessage, expect, history, nowInSeconds, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: live events', () => {
  test(
    'a message comes live to another connection',
    proves('nip-01/live-to-another-connection'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
      expect(live.events).toEqual([message.event]);
    },
  );

  test(
    'each of several equal subscriptions gets it',
    proves('nip-01/live-to-equal-subscriptions'),
    async ({ group, member, outsider }) => {
      const equal = Array.from({ length: 3 }, () => outsider.listen({ kinds: [9], '#h': [group.id], limit: 0 }));
      for (const live of equal) expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      for (const live of equal) expect(await arrival(message, live)).toBeDelivered();
    },
  );

  test('since holds for live events too', proves('nip-01/live-with-since'), async ({ group, member, outsider }) => {
    const now = nowInSeconds();
    const live = outsider.listen({ kinds: [9], '#h': [group.id], since: now - 5 });
    expect(await live.answer).toBeComplete();
    const [old] = await history(member, group.id);
    const recent = await member.publish(chatMessage({ group: group.id }));
    expect(recent).toBeAccepted();
    expect(await arrival(recent, live)).toBeDelivered();
    expect(live.events).not.toContainEqual(old);
  });

  test(
    'one of several #h values is enough, live',
    proves('nip-01/live-with-several-values'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [`${group.id}-not`, group.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
    },
  );

  test(
    'what does not match is not delivered',
    proves('nip-01/live-filter-holds'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [11], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      const sentinel = await member.publish({ ...chatMessage({ group: group.id }), kind: 11 });
      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
    },
  );

  test(
    'the author gets the message on an own subscription',
    proves('nip-01/live-to-its-author'),
    async ({ group, member }) => {
      const live = member.listen({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
    },
  );
});
