import { askGroupState, chatMessage, createInvite, deleteEvent } from '../../../fixtures/protocol-suite.ts';
import { deleteGroup, editGroup, expect, proves, putUsers, removeUser } from '../../../fixtures/protocol-suite.ts';
import { test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: who may moderate', () => {
  for (const { deed, kind, template } of [
    { deed: 'edit the metadata', kind: 9002, template: (group: string) => editGroup(group, ['open'], 'taken over') },
    { deed: 'delete the group', kind: 9008, template: (group: string) => deleteGroup(group) },
    { deed: 'make an invite code', kind: 9009, template: (group: string) => createInvite(group, 'open-sesame') },
  ])
    test(
      `neither a member nor an outsider may ${deed}`,
      proves(`nip-29/kind-${kind}-needs-a-role`),
      async ({ group, member, outsider }) => {
        expect(await member.publish(template(group.id))).toBeRefused();
        expect(await outsider.publish(template(group.id))).toBeRefused();
        expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
        expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
      },
    );

  test('an outsider puts nobody in', proves('nip-29/kind-9000-needs-a-role'), async ({ group, outsider }) => {
    expect(await outsider.publish(putUsers(group.id, [outsider.pubkey]))).toBeRefused();
    expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
  });

  test('an outsider removes nobody', proves('nip-29/kind-9001-needs-a-role'), async ({ group, member, outsider }) => {
    expect(await outsider.publish(removeUser(group.id, member.pubkey))).toBeRefused();
    expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
  });

  test(
    'a plain member may remove nobody',
    proves('nip-29/moderation-needs-a-role'),
    async ({ admin, group, member }) => {
      expect(await member.publish(removeUser(group.id, admin.pubkey))).toBeRefused();
      expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'a plain member makes nobody an admin',
    proves('nip-29/member-gives-no-role'),
    async ({ admin, group, member }) => {
      await member.publish(putUsers(group.id, [member.pubkey], ['admin']));
      expect(await member.publish(editGroup(group.id, ['closed'], 'taken over'))).toBeRefused();
      expect((await askGroupState(admin, group.id)).admins).toEqual([admin.pubkey]);
    },
  );

  test(
    "neither a member nor an outsider takes another's message out",
    proves('nip-29/kind-9005-needs-a-role'),
    async ({ admin, group, member, outsider }) => {
      const message = await admin.publish(chatMessage({ group: group.id }));
      expect(await member.publish(deleteEvent(group.id, message.event.id))).toBeRefused();
      expect(await outsider.publish(deleteEvent(group.id, message.event.id))).toBeRefused();
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );
});
