import {
  arrival,
  askClaim,
  askInvite,
  askRelayMembers,
  chatMessage,
  expect,
} from '../../../fixtures/protocol-suite.ts';
import { joinRelay, leaveRelay, proves, relayKey, tagValues, test } from '../../../fixtures/protocol-suite.ts';
import { whereAdvertised, whereClaimsCount } from '../../../fixtures/protocol-suite.ts';

const DAY = 24 * 60 * 60;

test.describe('NIP-43: joining the relay', () => {
  test.beforeEach(async ({ group, stranger }) => {
    await whereAdvertised(stranger, 43);
    expect(group.id, 'a group, of which the admin is one').not.toBe('');
    await stranger.login();
  });

  test('a wrong claim lets nobody in', proves('nip-43/wrong-claim-is-refused'), async ({ stranger }) => {
    await whereClaimsCount(stranger);
    expect(await stranger.publish(joinRelay('no-such-claim'))).toBeRefused();
  });

  test('who may invite gets an answer', proves('nip-43/invite-request-is-answered'), async ({ admin }) => {
    const answer = await admin.ask({ kinds: [28935], limit: 1 });
    expect(answer.outcome).toMatch(/complete|refused/);
    expect(answer, 'the admin has logged in').not.toBeRefusedWith('auth-required');
  });

  test(
    'an invite holds a claim and is signed by the relay',
    proves('nip-43/invite-is-the-relays'),
    async ({ admin, settings }) => {
      const invite = await askInvite(admin);
      expect(tagValues(invite, 'claim')).toEqual([expect.stringMatching(/./)]);
      expect(invite).toMatchObject({ kind: 28935, pubkey: await relayKey(settings) });
    },
  );

  test('a claim lets in, and one may leave again', proves('nip-43/claim-lets-in'), async ({ admin, stranger }) => {
    const claim = await askClaim(admin);
    expect(await stranger.publish(joinRelay(claim))).toBeAccepted();
    expect(await stranger.publish(leaveRelay())).toBeAccepted();
  });

  test(
    'who joins is listed, and who leaves is not',
    proves('nip-43/list-follows-joining'),
    async ({ admin, stranger }) => {
      const claim = await askClaim(admin);
      expect(await stranger.publish(joinRelay(claim))).toBeAccepted();
      const [joined] = await askRelayMembers(stranger);
      expect(await stranger.publish(leaveRelay())).toBeAccepted();
      const [left] = await askRelayMembers(admin);

      expect(joined?.tags).toContainEqual(['member', stranger.pubkey]);
      expect(left?.tags).not.toContainEqual(['member', stranger.pubkey]);
    },
  );

  test("yesterday's wish to join lets nobody in", proves('nip-43/old-join-is-refused'), async ({ admin, stranger }) => {
    const claim = await askClaim(admin);
    expect(await stranger.publish(joinRelay(claim, DAY))).toBeRefused();
  });

  test('a stranger is given no invite', proves('nip-43/stranger-gets-no-invite'), async ({ stranger }) => {
    const answer = await stranger.ask({ kinds: [28935], limit: 1 });
    expect(answer.outcome).toMatch(/complete|refused/);
    expect(answer.events).toEqual([]);
  });

  test(
    'a claim is shown to nobody else',
    proves('nip-43/claim-stays-secret'),
    async ({ admin, group, member, stranger }) => {
      const claim = await askClaim(admin);
      const live = member.listen({ kinds: [28934] }, { kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const join = await stranger.publish(joinRelay(claim));
      expect(await stranger.publish(leaveRelay())).toBeAccepted();
      const sentinel = await member.publish(chatMessage({ group: group.id }));

      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).not.toContainEqual(join.event);
      expect(await member.ask({ ids: [join.event.id] })).not.toShow(join.event);
    },
  );
});
