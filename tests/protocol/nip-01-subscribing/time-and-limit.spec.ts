import { arrival, chatMessage, expect, history, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: time and limit', () => {
  test('since takes in its own second', proves('nip-01/since-is-inclusive'), async ({ group, member, outsider }) => {
    const [newest, middle] = await history(member, group.id);
    const answer = await outsider.ask({ kinds: [9], '#h': [group.id], since: middle.created_at });
    expect(answer).toBeComplete();
    expect(answer.events).toEqual([newest, middle]);
    const later = await outsider.ask({ kinds: [9], '#h': [group.id], since: middle.created_at + 1 });
    expect(later.events).toEqual([newest]);
  });

  test('until takes in its own second', proves('nip-01/until-is-inclusive'), async ({ group, member, outsider }) => {
    const [, middle, oldest] = await history(member, group.id);
    const answer = await outsider.ask({ kinds: [9], '#h': [group.id], until: middle.created_at });
    expect(answer).toBeComplete();
    expect(answer.events).toEqual([middle, oldest]);
    const before = await outsider.ask({ kinds: [9], '#h': [group.id], until: middle.created_at - 1 });
    expect(before.events).toEqual([oldest]);
  });

  test(
    'since and until bound one second',
    proves('nip-01/since-and-until-bound'),
    async ({ group, member, outsider }) => {
      const [, middle] = await history(member, group.id);
      const second = { since: middle.created_at, until: middle.created_at };
      const answer = await outsider.ask({ kinds: [9], '#h': [group.id], ...second });
      expect(answer).toBeComplete();
      expect(answer.events).toEqual([middle]);
    },
  );

  test(
    'since after until finds nothing, to its end',
    proves('nip-01/since-after-until-is-empty'),
    async ({ group, member, outsider }) => {
      const [newest, , oldest] = await history(member, group.id);
      const backwards = { since: newest.created_at, until: oldest.created_at };
      const answer = await outsider.ask({ kinds: [9], '#h': [group.id], ...backwards });
      expect(answer).toBeComplete();
      expect(answer.events).toEqual([]);
    },
  );

  test(
    'limit gives the newest, newest first',
    proves('nip-01/limit-is-the-newest'),
    async ({ group, member, outsider }) => {
      const [newest, middle] = await history(member, group.id);
      const answer = await outsider.ask({ kinds: [9], '#h': [group.id], limit: 2 });
      expect(answer).toBeComplete();
      expect(answer.events).toEqual([newest, middle]);
    },
  );

  test(
    'limit 0 shows nothing stored, then what comes',
    proves('nip-01/limit-0-is-live-only'),
    async ({ group, member, outsider }) => {
      await history(member, group.id);
      const live = outsider.listen({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();

      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
      expect(live.events).toEqual([message.event]);
    },
  );

  test(
    'limit does not count what comes live',
    proves('nip-01/limit-is-for-stored-events'),
    async ({ group, member, outsider }) => {
      const [newest] = await history(member, group.id);
      const live = outsider.listen({ kinds: [9], '#h': [group.id], limit: 1 });
      expect((await live.answer).events).toEqual([newest]);

      const first = await member.publish(chatMessage({ group: group.id }));
      const second = await member.publish(chatMessage({ group: group.id }));
      const third = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(third, live)).toBeDelivered();
      expect(live.events).toEqual([newest, first.event, second.event, third.event]);
    },
  );
});
