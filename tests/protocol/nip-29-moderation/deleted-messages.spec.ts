import { chatMessage, deleteEvent, expect, promote, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: an admin takes a message out', () => {
  test(
    'it is gone, and its neighbours stay',
    proves('nip-29/admin-deletes-a-message'),
    async ({ admin, group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const other = await member.publish(chatMessage({ group: group.id }));
      expect(await admin.publish(deleteEvent(group.id, message.event.id))).toBeAccepted();
      expect(await member.ask({ ids: [message.event.id] })).not.toShow(message.event);
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);
      expect(await member.ask({ ids: [other.event.id] })).toShow(other.event);
    },
  );

  test('it does not come back', proves('nip-29/deleted-message-stays-away'), async ({ admin, group, member }) => {
    const message = await member.publish(chatMessage({ group: group.id }));
    expect(message).toBeAccepted();
    expect(await admin.publish(deleteEvent(group.id, message.event.id))).toBeAccepted();
    await member.publish(message.event);
    expect(await member.ask({ ids: [message.event.id] })).not.toShow(message.event);
  });

  test(
    'it stays where the admin is one of another group',
    proves('nip-29/admin-deletes-in-own-group'),
    async ({ admin, group, member, otherGroup }) => {
      await promote(admin, otherGroup.id, member.pubkey);
      const message = await admin.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      await member.publish(deleteEvent(otherGroup.id, message.event.id));
      expect(await admin.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );
});
