import { chatMessage, editGroup, expect, proves, test, whereHidden } from '../../../fixtures/protocol-suite.ts';

const FLAGS = ['closed', 'restricted', 'private', 'hidden'] as const;

test.describe('NIP-29: a hidden group', () => {
  test.use({ groupFlags: [...FLAGS] });

  for (const { filter, by } of [
    { by: 'its id', filter: (group: string) => ({ kinds: [39000, 39001, 39002], '#d': [group] }) },
    { by: 'the kind', filter: () => ({ kinds: [39000] }) },
  ])
    test(
      `is not listed to an outsider who asks by ${by}`,
      proves(`nip-29/hidden-is-unlisted-by-${by.replace(/^\w+ /, '')}`),
      async ({ group, member, outsider, stranger }) => {
        const metadata = await whereHidden(member, group.id);
        expect(await outsider.ask(filter(group.id))).not.toShow(...metadata);
        expect(await stranger.ask(filter(group.id))).not.toShow(...metadata);
      },
    );

  test(
    'is not shown to an outsider who has the ids of its metadata',
    proves('privacy/hidden-metadata-is-unseen-by-ids'),
    async ({ group, member, outsider, stranger }) => {
      const metadata = await whereHidden(member, group.id);
      const filter = { ids: metadata.map(({ id }) => id) };
      for (const person of [outsider, stranger]) expect(await person.ask(filter)).not.toShow(...metadata);
    },
  );

  test(
    'is not shown live to an outsider when it changes',
    proves('privacy/hidden-changes-are-unseen-live'),
    async ({ admin, group, member, outsider, stranger }) => {
      await whereHidden(member, group.id);
      const filter = { kinds: [39000, 39001, 39002, 9002], limit: 0 };
      const listeners = [outsider.listen(filter), stranger.listen(filter)];
      await Promise.all(listeners.map(({ answer }) => answer));

      expect(await admin.publish(editGroup(group.id, [...FLAGS], 'renamed'))).toBeAccepted();
      const changed = await whereHidden(member, group.id);
      for (const person of [outsider, stranger]) expect(await person.ask({ kinds: [39000] })).not.toShow(...changed);
      for (const { events } of listeners) expect(JSON.stringify(events)).not.toContain(group.id);
    },
  );

  for (const { by, id, filter } of [
    { by: 'its id', id: 'their-group', filter: (group: string) => ({ kinds: [39000], '#d': [group] }) },
    { by: 'the kind', id: 'their-group-by-kind', filter: () => ({ kinds: [39000], limit: 200 }) },
  ])
    test(
      `is shown to a member and to an admin who ask by ${by}`,
      proves(`privacy/members-find-${id}`),
      async ({ admin, group, member }) => {
        for (const person of [member, admin])
          expect((await person.ask(filter(group.id))).events).toContainEqual(
            expect.objectContaining({ kind: 39000, tags: expect.arrayContaining([['d', group.id]]) }),
          );
      },
    );

  test(
    'takes no message from an outsider',
    proves('nip-29/hidden-takes-no-message'),
    async ({ group, member, outsider }) => {
      await whereHidden(member, group.id);
      const intruding = await outsider.publish(chatMessage({ group: group.id }));
      expect(intruding).toBeRefused();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).not.toShow(intruding.event);
    },
  );
});
