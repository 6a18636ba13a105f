import { chatMessage, createGroup, deleteGroup, expect, proves, test } from '../../../fixtures/protocol-suite.ts';
import { editGroup, whereTaken } from '../../../fixtures/protocol-suite.ts';

const METADATA = [39000, 39001, 39002];

test.describe('NIP-29: a group is deleted', () => {
  test(
    'it takes no message and has no metadata',
    proves('nip-29/deleted-group-is-gone'),
    async ({ admin, group, member }) => {
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      whereTaken(await admin.publish(deleteGroup(group.id)));
      expect(await member.publish(chatMessage({ group: group.id }))).toBeRefused();
      const answer = await admin.ask({ kinds: METADATA, '#d': [group.id] });
      expect(answer).toBeComplete();
      expect(answer.events).toEqual([]);
    },
  );

  test('its messages are gone', proves('nip-29/deleted-group-shows-no-message'), async ({ admin, group, member }) => {
    const message = await member.publish(chatMessage({ group: group.id }));
    expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    whereTaken(await admin.publish(deleteGroup(group.id)));
    expect(await member.ask({ ids: [message.event.id] })).not.toShow(message.event);
  });

  test(
    'what is said to it afterwards is answered, and its neighbours live on',
    proves('nip-29/deletion-is-survived'),
    async ({ admin, group, member, otherGroup }) => {
      whereTaken(await admin.publish(deleteGroup(group.id)));
      expect(await admin.publish(deleteGroup(group.id))).toBeRefused();
      expect(await admin.publish(editGroup(group.id, ['closed'], 'still there?'))).toBeRefused();
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).not.toHaveProperty('outcome', 'silence');
      const message = await admin.publish(chatMessage({ group: otherGroup.id }));
      expect(message).toBeAccepted();
      expect(await admin.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test(
    'nobody else takes its id over',
    proves('nip-29/deleted-id-is-not-reused'),
    async ({ admin, group, outsider }) => {
      whereTaken(await admin.publish(deleteGroup(group.id)));
      const takeover = await outsider.publish(createGroup(group.id, ['closed']));
      await outsider.publish(deleteGroup(group.id));
      expect(takeover).toBeRefused();
    },
  );
});
