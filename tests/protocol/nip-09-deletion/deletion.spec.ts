import { arrival, askUntilGone, chatMessage, deletion, expect, proves } from '../../../fixtures/protocol-suite.ts';
import { test, whereAdvertised, whereItApplies, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-09: the deletion', () => {
  test.beforeEach(({ member }) => whereAdvertised(member, 9));

  test(
    'a deleted message does not come back when it is published again',
    proves('nip-09/deleted-message-stays-away'),
    async ({ admin, group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      whereTaken(await member.publish(deletion(group.id, message.event.id)));
      expect(await askUntilGone(member, message.event)).not.toShow(message.event);
      const live = admin.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();

      await member.publish(message.event);
      const sentinel = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
      expect(await askUntilGone(member, message.event)).not.toShow(message.event);
    },
  );

  test(
    'a message that comes after its deletion is not served',
    proves('nip-09/deletion-may-come-first'),
    async ({ group, member }) => {
      const event = member.sign(chatMessage({ group: group.id }));
      whereTaken(await member.publish(deletion(group.id, event.id)));
      await member.publish(event);
      expect(await askUntilGone(member, event)).not.toShow(event);
    },
  );

  test('the deletion itself stays to be read', proves('nip-09/deletion-is-kept'), async ({ admin, group, member }) => {
    const message = await member.publish(chatMessage({ group: group.id }));
    const { event } = whereTaken(await member.publish(deletion(group.id, message.event.id)));
    expect(await admin.ask({ ids: [event.id] })).toShow(event);
    expect(await admin.ask({ kinds: [5], '#h': [group.id] })).toShow(event);
  });

  test(
    'the deletion is delivered to who listens',
    proves('nip-09/deletion-is-delivered'),
    async ({ admin, group, member }) => {
      const live = admin.listen({ kinds: [5], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      const deleted = whereTaken(await member.publish(deletion(group.id, message.event.id)));
      expect(await arrival(deleted, live)).toBeDelivered();
    },
  );

  test(
    'the deletion of a deletion has no effect',
    proves('nip-09/deletion-of-deletion-has-no-effect'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const deleted = whereTaken(await member.publish(deletion(group.id, message.event.id)));
      const { events } = await member.ask({ ids: [deleted.event.id] });
      whereItApplies({ applies: events.length > 0, value: events, because: 'the relay keeps no deletions' });
      await member.publish(message.event);
      const again = await askUntilGone(member, message.event);
      const because = 'the relay takes what is deleted again, with or without a second deletion';
      whereItApplies({ applies: again.events.length === 0, value: again, because });

      await member.publish({ ...deletion(group.id, deleted.event.id), createdAt: deleted.event.created_at + 1 });
      expect(await member.ask({ ids: [deleted.event.id] })).toShow(deleted.event);
      await member.publish(message.event);
      expect(await askUntilGone(member, message.event)).not.toShow(message.event);
    },
  );
});
