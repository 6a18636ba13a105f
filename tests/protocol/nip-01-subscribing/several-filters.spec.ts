import {
  arrival,
  chatMessage,
  expect,
  history,
  nowInSeconds,
  proves,
  tagged,
  test,
} from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: conditions and filters together', () => {
  test(
    'all conditions of a filter have to hold',
    proves('nip-01/filter-is-and'),
    async ({ admin, group, member, outsider }) => {
      const wanted = await member.publish(tagged(chatMessage({ group: group.id }), ['t', 'one']));
      const otherAuthor = await admin.publish(tagged(chatMessage({ group: group.id }), ['t', 'one']));
      const otherTopic = await member.publish(chatMessage({ group: group.id }));
      for (const each of [wanted, otherAuthor, otherTopic]) expect(each).toBeAccepted();

      const answer = await outsider.ask({ kinds: [9], authors: [member.pubkey], '#t': ['one'], '#h': [group.id] });
      expect(answer).toShowOnly(wanted.event);
    },
  );

  test('one of several filters is enough', proves('nip-01/filters-are-or'), async ({ group, member, outsider }) => {
    const [newest, middle, oldest] = await history(member, group.id);
    const answer = await outsider.ask({ ids: [newest.id] }, { ids: [middle.id] }, { kinds: [9], '#h': ['none'] });
    expect(answer).toBeComplete();
    expect(answer).toShow(newest, middle);
    expect(answer).not.toShow(oldest);
  });

  test(
    'what several filters match comes once',
    proves('nip-01/no-event-twice'),
    async ({ group, member, outsider }) => {
      const [newest, middle, oldest] = await history(member, group.id);
      const answer = await outsider.ask(
        { kinds: [9], '#h': [group.id] },
        { ids: [newest.id, middle.id] },
        { authors: [member.pubkey], '#h': [group.id], kinds: [9] },
      );
      expect(answer).toShowOnly(newest, middle, oldest);
    },
  );

  test(
    'limit counts for each filter by itself',
    proves('nip-01/limit-is-per-filter'),
    async ({ group, member, outsider }) => {
      const [newest, middle, oldest] = await history(member, group.id);
      const answer = await outsider.ask({ kinds: [9], '#h': [group.id], limit: 1 }, { ids: [oldest.id], limit: 1 });
      expect(answer).toBeComplete();
      expect(answer).toShow(newest, oldest);
      expect(answer).not.toShow(middle);
    },
  );

  test(
    'any of several filters delivers live',
    proves('nip-01/filters-are-or-live'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen(
        { kinds: [9], '#h': [group.id], since: nowInSeconds() + 3600 },
        { kinds: [11], '#h': [group.id] },
        { kinds: [9], '#t': ['two'], '#h': [group.id], limit: 1 },
      );
      expect(await live.answer).toBeComplete();
      const plain = await member.publish(chatMessage({ group: group.id }));
      const thread = await member.publish({ ...chatMessage({ group: group.id }), kind: 11 });
      const topical = await member.publish(tagged(chatMessage({ group: group.id }), ['t', 'two']));
      for (const each of [plain, thread, topical]) expect(each).toBeAccepted();

      for (const each of [thread, topical]) expect(await arrival(each, live)).toBeDelivered();
      expect(live.events).not.toContainEqual(plain.event);
    },
  );
});
