import { arrivalOf, askGroupState, awaitGroupState, chatMessage, expect } from '../../../fixtures/protocol-suite.ts';
import { joinRequest, proves, test, whereItApplies } from '../../../fixtures/protocol-suite.ts';
import type { NostrEvent } from '../../../fixtures/protocol-suite.ts';

/** Whether this is the relay's own word about this person. */
const isAbout =
  ({ pubkey }: { pubkey: string }) =>
  (event: NostrEvent): boolean =>
    event.pubkey !== pubkey && event.tags.some(([name, value]) => name === 'p' && value === pubkey);

test.describe('NIP-29: who asks to join', () => {
  test(
    'a member is refused as a duplicate',
    proves('nip-29/join-of-a-member-is-a-duplicate'),
    async ({ group, member }) => {
      expect(await member.publish(joinRequest(group.id))).toBeRefusedWith('duplicate');
    },
  );

  test(
    'a member is answered, stays one and is listed as one',
    proves('nip-29/join-of-a-member-is-harmless'),
    async ({ admin, group, member }) => {
      const joining = await member.publish(joinRequest(group.id));
      expect(joining.outcome).toMatch(/^(accepted|refused)$/);
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      const isListed = ({ members = [member.pubkey] }: { members: string[] | undefined }): boolean =>
        members.includes(member.pubkey);
      expect(isListed(await awaitGroupState(admin, group.id, isListed))).toBe(true);
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
    'who is not let in is told so',
    proves('nip-29/join-that-fails-is-refused'),
    async ({ admin, group, outsider }) => {
      const state = await awaitGroupState(admin, group.id, ({ isClosed }) => isClosed);
      whereItApplies({ applies: state.isClosed, value: state, because: 'the 39000 does not call the group closed' });
      expect(await outsider.publish(joinRequest(group.id))).toBeRefused();
    },
  );
});

test.describe('NIP-29: who asks to join an open group', () => {
  test.use({ groupFlags: ['restricted'] });

  test('is let in', proves('nip-29/open-group-lets-in'), async ({ admin, group, stranger }) => {
    await stranger.login();
    expect(await stranger.publish(joinRequest(group.id))).toBeAccepted();
    const isIn = ({ members }: { members: string[] | undefined }): boolean =>
      members?.includes(stranger.pubkey) === true;
    await awaitGroupState(admin, group.id, (state) => state.members === undefined || isIn(state));
    expect(await stranger.publish(chatMessage({ group: group.id }))).toBeAccepted();
  });

  test('is put in by the relay', proves('nip-29/join-is-followed-by-put-user'), async ({ admin, group, stranger }) => {
    const live = admin.listen({ kinds: [9000], '#h': [group.id] });
    expect(await live.answer).toBeComplete();
    await stranger.login();
    expect(await stranger.publish(joinRequest(group.id))).toBeAccepted();
    expect(await arrivalOf(live, isAbout(stranger))).toBeDelivered();
  });
});
