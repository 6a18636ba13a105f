import { arrival, chatMessage, expect, proves, putUsers, removeUser, test } from '../../../fixtures/protocol-suite.ts';

const KINDS = [9];

/** Ways to ask for a message, none of which may show a private one. */
const FILTERS = {
  ids: ({ id }: Message) => ({ ids: [id] }),
  kinds: () => ({ kinds: KINDS, limit: 100 }),
  authors: ({ pubkey }: Message) => ({ authors: [pubkey] }),
  '#e': () => ({ kinds: KINDS, '#e': [ROOT] }),
  '#t': () => ({ kinds: KINDS, '#t': ['relay-canary'], limit: 100 }),
  '#h': (_message: Message, group: string) => ({ kinds: KINDS, '#h': [group] }),
  'limit 0': () => ({ limit: 0 }),
  'ids beside another group': ({ id }: Message, _group: string, other: string) => ({ ids: [id], '#h': [other] }),
  '#t beside another group': (_message: Message, _group: string, other: string) => ({
    kinds: KINDS,
    '#h': [other],
    '#t': ['relay-canary'],
    limit: 100,
  }),
};
const ROOT = 'e'.repeat(64);

interface Message {
  id: string;
  pubkey: string;
}

test.describe('NIP-29: messages of a private group', { tag: '@nip-42' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  for (const [name, filterFor] of Object.entries(FILTERS))
    test(
      `asked by ${name}, they are shown to no outsider and no stranger, stored or live`,
      proves(`nip-29/private-is-unseen-by-${name.replace('#', '').replaceAll(' ', '-')}`),
      async ({ admin, group, member, outsider, settings, stranger }) => {
        // Given people who listen before anything is written: a control who may, and two who may not
        const event = member.sign(chatMessage({ group: group.id, refersTo: ROOT }));
        const filter = filterFor(event, group.id, settings.groups[0].id);
        const control = admin.listen({ kinds: KINDS, '#h': [group.id] });
        const listeners = [outsider, stranger].map((person) => person.listen(filter));
        await Promise.all([control, ...listeners].map(({ answer }) => answer));

        // When a member writes, and the control has it, live and stored
        const message = await member.publish(event);
        expect(message).toBeAccepted();
        expect(await arrival(message, control)).toBeDelivered();
        expect(await admin.ask({ ids: [event.id] })).toShow(event);

        // Then a later answer on the same connections comes, and the message did not
        for (const person of [outsider, stranger]) expect(await person.ask(filter)).not.toShow(event);
        for (const { events } of listeners) expect(events).not.toContainEqual(event);
      },
    );

  test(
    'they are counted for no outsider and no stranger',
    proves('nip-45/private-is-not-counted'),
    async ({ group, member, outsider, stranger }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      for (const person of [outsider, stranger])
        for (const filter of [{ ids: [message.event.id] }, { kinds: KINDS, '#h': [group.id] }]) {
          const answer = await person.count(filter);
          expect(answer.outcome).toMatch(/^(counted|refused)$/);
          expect({ count: 0, ...answer }).toHaveProperty('count', 0);
        }
    },
  );

  test(
    'a removed member sees nothing more on an open subscription',
    proves('nip-29/removal-ends-subscriptions'),
    async ({ admin, group, member, outsider }) => {
      expect(await admin.publish(putUsers(group.id, [outsider.pubkey]))).toBeAccepted();
      const control = admin.listen({ kinds: KINDS, '#h': [group.id] });
      const live = outsider.listen({ kinds: KINDS, '#h': [group.id] });
      const before = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(before, live)).toBeDelivered();

      expect(await admin.publish(removeUser(group.id, outsider.pubkey))).toBeAccepted();
      const after = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(after, control)).toBeDelivered();
      expect(await outsider.ask({ ids: [after.event.id] })).not.toShow(after.event);
      expect(live.events).toEqual([before.event]);
    },
  );
});
