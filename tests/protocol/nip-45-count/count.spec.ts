import {
  chatMessage,
  deletion,
  expect,
  history,
  proves,
  test,
  whereAdvertised,
  whereCounted,
  whereTaken,
  type NostrEvent,
} from '../../../fixtures/protocol-suite.ts';

interface Asked {
  group: string;
  author: string;
  messages: NostrEvent[];
}

test.describe('NIP-45: COUNT', () => {
  test(
    'COUNT is answered with COUNT or CLOSED',
    proves('nip-45/count-is-answered'),
    async ({ group, member, stranger }) => {
      await whereAdvertised(member, 45);
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      for (const person of [member, stranger])
        expect((await person.count({ kinds: [9], '#h': [group.id] })).outcome).toMatch(/^(counted|refused)$/);
    },
  );

  for (const { by, filter } of [
    { by: 'group', filter: ({ group }: Asked) => ({ kinds: [9], '#h': [group] }) },
    { by: 'author', filter: ({ group, author }: Asked) => ({ authors: [author], '#h': [group] }) },
    { by: 'ids', filter: ({ messages }: Asked) => ({ ids: messages.slice(1).map(({ id }) => id) }) },
  ])
    test(
      `COUNT by ${by} is the number of messages that REQ shows`,
      proves(`nip-45/count-by-${by}-equals-req`),
      async ({ admin, group, member }) => {
        await whereAdvertised(member, 45);
        const messages = await history(member, group.id);
        expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
        const asked = filter({ group: group.id, author: member.pubkey, messages });
        const count = whereCounted(await member.count(asked));
        expect(count).toHaveProperty('count', (await member.ask({ ...asked, limit: 100 })).events.length);
      },
    );

  test('COUNT of nothing is 0', proves('nip-45/count-of-nothing-is-0'), async ({ group, member }) => {
    await whereAdvertised(member, 45);
    const message = await member.publish(chatMessage({ group: group.id }));
    const { id } = message.event;
    expect(whereCounted(await member.count({ ids: [id] }))).toHaveProperty('count', 1);
    expect(await member.count({ ids: [id], authors: [group.memberKey.pubkey], kinds: [11] })).toHaveProperty(
      'count',
      0,
    );
  });

  test(
    'several filters are counted together in one number',
    proves('nip-45/several-filters-are-one-number'),
    async ({ admin, group, member }) => {
      await whereAdvertised(member, 45);
      await history(member, group.id);
      const { event } = await admin.publish(chatMessage({ group: group.id }));
      const [theirs, ours] = [{ kinds: [9], '#h': [group.id], authors: [member.pubkey] }, { ids: [event.id] }];
      expect(whereCounted(await member.count(theirs, ours))).toHaveProperty('count', 4);
    },
  );

  test(
    'what was deleted is not counted any more',
    proves('nip-45/count-follows-deletions'),
    async ({ group, member }) => {
      await whereAdvertised(member, 45);
      const [newest, ...others] = await history(member, group.id);
      const filter = { kinds: [9], '#h': [group.id] };
      expect(whereCounted(await member.count(filter))).toHaveProperty('count', 3);
      whereTaken(await member.publish(deletion(group.id, newest.id)));
      expect(await member.ask(filter)).toShow(...others);
      expect(await member.count(filter)).toHaveProperty('count', others.length);
    },
  );
});
