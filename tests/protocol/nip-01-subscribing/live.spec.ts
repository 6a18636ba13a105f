import {
  arrival,
  awaitMetadata,
  chatMessage,
  editGroup,
  expect,
  history,
  nowInSeconds,
  proves,
  tagged,
  test,
  whereGroups,
} from '../../../fixtures/protocol-suite.ts';

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
    'each of several equal subscriptions gets it, on one connection and on several',
    proves('nip-01/live-to-equal-subscriptions'),
    async ({ admin, group, member, outsider }) => {
      const people = [outsider, outsider, outsider, member, admin];
      const equal = people.map((person) => person.listen({ kinds: [9], '#h': [group.id], limit: 2 }));
      for (const live of equal) expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      for (const live of equal) expect(await arrival(message, live)).toBeDelivered();
    },
  );

  test(
    'each subscription gets what comes, however late it was opened',
    proves('nip-01/live-to-later-subscriptions'),
    async ({ group, member, outsider }) => {
      const open = [];
      for (const order of ['first', 'second', 'third']) {
        const live = outsider.listen({ kinds: [9], '#h': [group.id], limit: 2 });
        expect(await live.answer, `the ${order} subscription`).toBeComplete();
        open.push(live);
        const message = await member.publish(chatMessage({ group: group.id }));
        expect(message).toBeAccepted();
        for (const each of open) expect(await arrival(message, each)).toBeDelivered();
      }
    },
  );

  test('since now misses nothing', proves('nip-01/live-since-now'), async ({ group, member, outsider }) => {
    const live = outsider.listen({ kinds: [9], '#h': [group.id], since: nowInSeconds() });
    expect(await live.answer).toBeComplete();
    for (const content of ['first', 'second']) {
      const message = await member.publish(chatMessage({ group: group.id, content }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
    }
  });

  test('until holds for live events too', proves('nip-01/live-with-until'), async ({ group, member, outsider }) => {
    const past = outsider.listen({ kinds: [9], '#h': [group.id], until: nowInSeconds() - 3600 });
    const sentinels = outsider.listen({ kinds: [9], '#h': [group.id] });
    for (const live of [past, sentinels]) expect(await live.answer).toBeComplete();
    for (const content of ['first', 'second']) {
      const message = await member.publish(chatMessage({ group: group.id, content }));
      expect(message).toBeAccepted();
      expect(await arrival(message, sentinels)).toBeDelivered();
    }
    // The sentinel of the connection: whatever was on its way has come
    expect(await outsider.ask({ kinds: [9], '#h': [group.id] })).toBeComplete();
    expect(past.events).toEqual([]);
  });

  test(
    'changed group metadata comes live, the newest last',
    proves('nip-01/live-metadata-in-order'),
    async ({ admin, group, groupFlags, outsider, settings }) => {
      whereGroups(settings);
      const live = outsider.listen({ kinds: [39000], '#d': [group.id] });
      expect(await live.answer).toBeComplete();
      expect(await admin.publish(editGroup(group.id, groupFlags, 'a new name'))).toBeAccepted();
      const metadata = await awaitMetadata(outsider, group.id, 'a new name');
      expect(await arrival({ event: metadata }, live)).toBeDelivered();
      const dates = live.events.map(({ created_at }) => created_at);
      expect(dates).toEqual(dates.toSorted((one, other) => one - other));
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
      const live = outsider.listen({ kinds: [9], '#h': [`${group.id}-not`, group.id] });
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
      const live = outsider.listen({ kinds: [11], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      const sentinel = await member.publish({ ...chatMessage({ group: group.id }), kind: 11 });
      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
    },
  );

  test(
    'what does not match by its tags is not delivered',
    proves('nip-01/live-tags-hold'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [group.id], '#t': ['two'], limit: 1 });
      expect(await live.answer).toBeComplete();
      const other = await member.publish(tagged(chatMessage({ group: group.id }), ['t', 'one']));
      expect(other).toBeAccepted();
      const sentinel = await member.publish(tagged(chatMessage({ group: group.id }), ['t', 'two']));
      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).not.toContainEqual(other.event);
    },
  );

  test(
    'the author gets the message on an own subscription',
    proves('nip-01/live-to-its-author'),
    async ({ group, member }) => {
      const live = member.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
    },
  );
});
