import { arrival, chatMessage, createGroup, deleteGroup, expect, otherHex } from '../../../fixtures/protocol-suite.ts';
import { proves, tagged, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: which group a message belongs to', () => {
  test(
    'a message that names no group comes to none',
    proves('nip-29/message-without-group'),
    async ({ admin, group, member }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      const homeless = await member.publish({ kind: 9, content: 'to nobody', tags: [['t', 'relay-canary']] });
      const sentinel = await member.publish(chatMessage({ group: group.id }));

      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).not.toShow(homeless.event);
    },
  );

  for (const { order, arrange } of [
    { order: 'first', arrange: (own: string, other: string) => ({ group: own, also: other }) },
    { order: 'last', arrange: (own: string, other: string) => ({ group: other, also: own }) },
  ])
    test(
      `a message that names the writer's group ${order} does not come to another`,
      proves(`nip-29/two-groups-own-${order}`),
      async ({ admin, group, member }) => {
        const other = `canary-${crypto.randomUUID().slice(0, 18)}`;
        expect(await admin.publish(createGroup(other, ['closed', 'restricted']))).toBeAccepted();
        const live = admin.listen({ kinds: [9], '#h': [other], limit: 0 });
        expect(await live.answer).toBeComplete();
        const { group: named, also } = arrange(group.id, other);
        const message = await member.publish(tagged(chatMessage({ group: named }), ['h', also]));
        const sentinel = await admin.publish(chatMessage({ group: other }));

        const delivery = await arrival(sentinel, live);
        const answer = await admin.ask({ kinds: [9], '#h': [other] });
        await admin.publish(deleteGroup(other));

        expect(delivery).toBeDelivered();
        expect(live.events).toEqual([sentinel.event]);
        expect(answer).not.toShow(message.event);
      },
    );

  test(
    'a message may refer to an earlier one of the group, and to no other',
    proves('nip-29/unknown-previous-is-refused'),
    async ({ admin, group, member }) => {
      const earlier = await admin.publish(chatMessage({ group: group.id }));
      const known = earlier.event.id.slice(0, 8);
      const message = chatMessage({ group: group.id });
      expect(await member.publish(tagged(message, ['previous', otherHex(known)]))).toBeRefused();
      expect(await member.publish(tagged(message, ['previous', known]))).toBeAccepted();
    },
  );

  for (const kind of [39000, 39001, 39002, 39003])
    test(
      `kind ${kind} is taken from no person`,
      proves(`nip-29/kind-${kind}-is-the-relays`),
      async ({ admin, group, member }) => {
        const tags = [
          ['d', group.id],
          ['h', group.id],
          ['p', member.pubkey, 'admin'],
        ];
        const forged = await admin.publish({ kind, tags });
        expect(forged).toBeRefused();
        expect(await member.publish({ kind, tags })).toBeRefused();
        expect(await admin.ask({ kinds: [kind], '#d': [group.id] })).not.toShow(forged.event);
      },
    );
});
