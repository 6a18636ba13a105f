import { chatMessage, expect, history, proves, test, whereItApplies } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-45: COUNT', () => {
  test(
    'COUNT is answered with COUNT or CLOSED',
    proves('nip-45/count-is-answered'),
    async ({ group, member, stranger }) => {
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      for (const person of [member, stranger])
        expect((await person.count({ kinds: [9], '#h': [group.id] })).outcome).toMatch(/^(counted|refused)$/);
    },
  );

  for (const { by, filter } of [
    { by: 'group', filter: (group: string) => ({ kinds: [9], '#h': [group] }) },
    { by: 'author', filter: (group: string, author: string) => ({ authors: [author], '#h': [group] }) },
  ])
    test(
      `COUNT by ${by} is the number of messages that REQ shows`,
      proves(`nip-45/count-by-${by}-equals-req`),
      async ({ admin, group, member }) => {
        await history(member, group.id);
        expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
        const asked = { ...filter(group.id, member.pubkey), limit: 500 };
        const count = await member.count(filter(group.id, member.pubkey));
        const applies = count.outcome !== 'refused';
        whereItApplies({ applies, value: count, because: 'the relay answers COUNT with CLOSED' });
        expect(count).toHaveProperty('count', (await member.ask(asked)).events.length);
      },
    );
});
