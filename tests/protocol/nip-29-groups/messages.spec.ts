import { arrival, chatMessage, expect, otherHex, proves, tagged, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: which group a message belongs to', () => {
  for (const { what, id, tags } of [
    { what: 'names no group', id: 'message-without-group', tags: [] },
    { what: 'names an empty group', id: 'message-to-empty-group', tags: [['h', '']] },
  ])
    test(`a message that ${what} comes to none`, proves(`nip-29/${id}`), async ({ admin, group, member }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      const homeless = await member.publish({ kind: 9, content: 'to nobody', tags: [['t', 'relay-canary'], ...tags] });
      const sentinel = await member.publish(chatMessage({ group: group.id }));

      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).not.toShow(homeless.event);
    });

  for (const { order, arrange } of [
    { order: 'first', arrange: (own: string, other: string) => ({ group: own, also: other }) },
    { order: 'last', arrange: (own: string, other: string) => ({ group: other, also: own }) },
  ])
    test(
      `a message that names the writer's group ${order} does not come to another`,
      proves(`nip-29/two-groups-own-${order}`),
      async ({ admin, group, member, otherGroup }) => {
        const live = admin.listen({ kinds: [9], '#h': [otherGroup.id], limit: 0 });
        expect(await live.answer).toBeComplete();
        const { group: named, also } = arrange(group.id, otherGroup.id);
        const message = await member.publish(tagged(chatMessage({ group: named }), ['h', also]));
        const sentinel = await admin.publish(chatMessage({ group: otherGroup.id }));

        expect(await arrival(sentinel, live)).toBeDelivered();
        expect(live.events).toEqual([sentinel.event]);
        expect(await admin.ask({ kinds: [9], '#h': [otherGroup.id] })).not.toShow(message.event);
      },
    );

  test(
    'a message is not shown under another group',
    proves('nip-29/groups-are-kept-apart'),
    async ({ admin, group, otherGroup, member }) => {
      const live = admin.listen({ kinds: [9], '#h': [otherGroup.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      const sentinel = await admin.publish(chatMessage({ group: otherGroup.id }));
      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
      expect(await admin.ask({ kinds: [9], '#h': [otherGroup.id] })).not.toShow(message.event);
    },
  );

  test(
    "an outsider's message is refused and comes to nobody",
    proves('nip-29/refused-message-is-undelivered'),
    async ({ admin, group, member, outsider }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
      const sentinel = await member.publish(chatMessage({ group: group.id }));

      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
    },
  );

  test(
    'a message of a public group is shown to an outsider, live and stored',
    proves('nip-29/public-group-is-for-everybody'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(message, live)).toBeDelivered();
      expect(await outsider.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
    },
  );

  test(
    'a message refers to an earlier one of the group',
    proves('nip-29/known-previous-is-taken'),
    async ({ admin, group, member }) => {
      const earlier = await admin.publish(chatMessage({ group: group.id }));
      const previous = ['previous', earlier.event.id.slice(0, 8)];
      expect(await member.publish(tagged(chatMessage({ group: group.id }), previous))).toBeAccepted();
    },
  );

  test(
    'a message refers to nothing that the relay does not know',
    proves('nip-29/unknown-previous-is-refused'),
    async ({ admin, group, member }) => {
      const earlier = await admin.publish(chatMessage({ group: group.id }));
      const previous = ['previous', otherHex(earlier.event.id.slice(0, 8))];
      expect(await member.publish(tagged(chatMessage({ group: group.id }), previous))).toBeRefused();
    },
  );

  test(
    'in a new group, a "previous" without a reference does no harm',
    proves('nip-29/empty-previous-is-harmless'),
    async ({ group, member }) => {
      const message = await member.publish(tagged(chatMessage({ group: group.id }), ['previous']));
      expect(message.outcome).toMatch(/^(accepted|refused)$/);
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );
});
