import { askGroupState, awaitGroupState, chatMessage, createInvite, expect } from '../../../fixtures/protocol-suite.ts';
import {
  joinRequest,
  leaveRequest,
  proves,
  test,
  whereItApplies,
  whereTaken,
} from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: joining and leaving', () => {
  test(
    'a member who asks to join is told so, and stays one',
    proves('nip-29/join-of-a-member-is-a-duplicate'),
    async ({ group, member }) => {
      expect(await member.publish(joinRequest(group.id))).toBeRefused();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'asking to join a closed group makes nobody a member',
    proves('nip-29/closed-group-needs-a-code'),
    async ({ admin, group, member, outsider }) => {
      const state = await awaitGroupState(admin, group.id, ({ isClosed }) => isClosed);
      whereItApplies({ applies: state.isClosed, value: state, because: 'the 39000 does not call the group closed' });
      await outsider.publish(joinRequest(group.id));
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
      expect((await askGroupState(admin, group.id)).members ?? []).not.toContain(outsider.pubkey);
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'an invite code opens a closed group, and a wrong one does not',
    proves('nip-29/invite-code-opens'),
    async ({ admin, group, outsider }) => {
      const code = crypto.randomUUID();
      whereTaken(await admin.publish(createInvite(group.id, code)));
      await outsider.publish(joinRequest(group.id, crypto.randomUUID()));
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();

      expect(await outsider.publish(joinRequest(group.id, code))).toBeAccepted();
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'an invite code is shown to no outsider',
    proves('nip-29/invite-code-is-unseen'),
    async ({ admin, group, outsider }) => {
      const invite = whereTaken(await admin.publish(createInvite(group.id, crypto.randomUUID())));
      expect(await admin.ask({ ids: [invite.event.id] })).toShow(invite.event);
      expect(await outsider.ask({ ids: [invite.event.id] })).not.toShow(invite.event);
      expect(await outsider.ask({ kinds: [9009], '#h': [group.id] })).not.toShow(invite.event);
    },
  );

  test('who leaves is no member any more', proves('nip-29/leave-takes-effect'), async ({ admin, group, member }) => {
    expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    expect(await member.publish(leaveRequest(group.id))).toBeAccepted();
    const isOut = ({ members }: { members: string[] | undefined }): boolean => !members?.includes(member.pubkey);
    expect((await awaitGroupState(admin, group.id, isOut)).members).not.toContain(member.pubkey);
    expect(await member.publish(chatMessage({ group: group.id }))).toBeRefused();
  });
});
