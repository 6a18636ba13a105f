import { arrival, chatMessage, deletion, expect, proves, test } from '../../../fixtures/protocol-suite.ts';
import { whereItApplies, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-09: deletion', () => {
  test('a deleted message is gone', proves('nip-09/own-message-is-deleted'), async ({ group, member }) => {
    const message = await member.publish(chatMessage({ group: group.id }));
    const other = await member.publish(chatMessage({ group: group.id }));
    expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);

    whereTaken(await member.publish(deletion(group.id, message.event.id)));
    expect(await member.ask({ ids: [message.event.id] })).not.toShow(message.event);
    expect(await member.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
    expect(await member.ask({ ids: [other.event.id] })).toShow(other.event);
  });

  test(
    "another's message is not deleted",
    proves('nip-09/anothers-message-stays'),
    async ({ admin, group, member }) => {
      const message = await admin.publish(chatMessage({ group: group.id }));
      const own = await member.publish(chatMessage({ group: group.id }));
      await member.publish(deletion(group.id, message.event.id));
      await member.publish(deletion(group.id, message.event.id, own.event.id));
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test(
    'a deleted message does not come back when it is published again',
    proves('nip-09/deleted-message-stays-away'),
    async ({ admin, group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      whereTaken(await member.publish(deletion(group.id, message.event.id)));
      const live = admin.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();

      await member.publish(message.event);
      const sentinel = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
      expect(await member.ask({ ids: [message.event.id] })).not.toShow(message.event);
    },
  );

  test(
    'the deletion itself stays to be read and is delivered',
    proves('nip-09/deletion-is-kept'),
    async ({ admin, group, member }) => {
      const live = admin.listen({ kinds: [5], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      const deleted = whereTaken(await member.publish(deletion(group.id, message.event.id)));
      expect(await arrival(deleted, live)).toBeDelivered();
      expect(await admin.ask({ ids: [deleted.event.id] })).toShow(deleted.event);
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

      await member.publish({ ...deletion(group.id, deleted.event.id), createdAt: deleted.event.created_at + 1 });
      expect(await member.ask({ ids: [deleted.event.id] })).toShow(deleted.event);
      await member.publish(message.event);
      expect(await member.ask({ ids: [message.event.id] })).not.toShow(message.event);
    },
  );
});
