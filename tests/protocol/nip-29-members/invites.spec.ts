import { chatMessage, createInvite, expect, joinRequest, proves } from '../../../fixtures/protocol-suite.ts';
import { test, whereItApplies, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: invite codes', () => {
  test('a code opens a closed group', proves('nip-29/invite-code-opens'), async ({ admin, group, outsider }) => {
    const code = crypto.randomUUID();
    whereTaken(await admin.publish(createInvite(group.id, code)));
    expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
    expect(await outsider.publish(joinRequest(group.id, code))).toBeAccepted();
    expect(await outsider.publish(chatMessage({ group: group.id }))).toBeAccepted();
  });

  test(
    'a code that nobody made opens nothing',
    proves('nip-29/wrong-code-opens-nothing'),
    async ({ admin, group, outsider }) => {
      whereTaken(await admin.publish(createInvite(group.id, crypto.randomUUID())));
      await outsider.publish(joinRequest(group.id, crypto.randomUUID()));
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
      expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'the code of one group does not open another',
    proves('nip-29/code-is-for-one-group'),
    async ({ admin, group, otherGroup, outsider }) => {
      const code = crypto.randomUUID();
      whereTaken(await admin.publish(createInvite(otherGroup.id, code)));
      await outsider.publish(joinRequest(group.id, code));
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
      expect(await outsider.publish(joinRequest(otherGroup.id, code))).toBeAccepted();
    },
  );

  test('a code is for one person', proves('nip-29/code-is-used-once'), async ({ admin, group, outsider, welcome }) => {
    const second = await welcome('second guest');
    await second.login();
    const code = crypto.randomUUID();
    whereTaken(await admin.publish(createInvite(group.id, code)));
    expect(await outsider.publish(joinRequest(group.id, code))).toBeAccepted();
    await second.publish(joinRequest(group.id, code));
    expect(await second.publish(chatMessage({ group: group.id }))).toBeRefused();
  });

  test('a code is shown to no outsider', proves('nip-29/invite-code-is-unseen'), async ({ admin, group, outsider }) => {
    const invite = whereTaken(await admin.publish(createInvite(group.id, crypto.randomUUID())));
    expect(await admin.ask({ ids: [invite.event.id] })).toShow(invite.event);
    expect(await outsider.ask({ ids: [invite.event.id] })).not.toShow(invite.event);
    expect(await outsider.ask({ kinds: [9009], '#h': [group.id] })).not.toShow(invite.event);
  });

  test(
    'who comes with a code before login is told to log in',
    proves('nip-29/join-needs-login'),
    async ({ admin, group, settings, stranger }) => {
      const applies = settings.policies.includes('auth-to-write');
      whereItApplies({ applies, value: undefined, because: 'the policy does not name auth-to-write' });
      const code = crypto.randomUUID();
      whereTaken(await admin.publish(createInvite(group.id, code)));
      expect(await stranger.publish(joinRequest(group.id, code))).toBeRefusedWith('auth-required');
      await stranger.login();
      expect(await stranger.publish(joinRequest(group.id, code))).toBeAccepted();
    },
  );
});
