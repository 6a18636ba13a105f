import { arrivalOf, awaitGroupState, chatMessage, expect, leaveRequest } from '../../../fixtures/protocol-suite.ts';
import { askGroupState, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: who leaves', () => {
  test('is no member any more', proves('nip-29/leave-takes-effect'), async ({ admin, group, member }) => {
    expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    expect(await member.publish(leaveRequest(group.id))).toBeAccepted();
    const isOut = ({ members }: { members: string[] | undefined }): boolean => !members?.includes(member.pubkey);
    await awaitGroupState(admin, group.id, isOut);
    expect(await member.publish(chatMessage({ group: group.id }))).toBeRefused();
  });

  test(
    'is taken out by the relay',
    proves('nip-29/leave-is-followed-by-remove-user'),
    async ({ admin, group, member }) => {
      const live = admin.listen({ kinds: [9001], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      expect(await member.publish(leaveRequest(group.id))).toBeAccepted();
      const names = (tags: string[][]): boolean =>
        tags.some(([name, value]) => name === 'p' && value === member.pubkey);
      expect(await arrivalOf(live, ({ pubkey, tags }) => pubkey !== member.pubkey && names(tags))).toBeDelivered();
    },
  );

  test(
    'without being a member harms nobody',
    proves('nip-29/leave-of-an-outsider-is-harmless'),
    async ({ group, member, outsider }) => {
      const leaving = await outsider.publish(leaveRequest(group.id));
      expect(leaving.outcome).toMatch(/^(accepted|refused)$/);
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test('leaves no group without an admin', proves('nip-29/last-admin-stays'), async ({ admin, group }) => {
    expect(await admin.publish(leaveRequest(group.id))).toBeRefused();
    expect((await askGroupState(admin, group.id)).admins).toEqual([admin.pubkey]);
  });
});
