import { arrival, chatMessage, expect, nowInSeconds, proves, putUsers } from '../../../fixtures/protocol-suite.ts';
import { removeUser, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: moderation events', () => {
  test(
    'one that is five minutes old is refused',
    proves('nip-29/late-moderation-is-refused'),
    async ({ admin, group, member }) => {
      const removal = removeUser(group.id, member.pubkey);
      expect(await admin.publish({ ...removal, createdAt: nowInSeconds() - 300 })).toBeRefused();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'one that is a few seconds old takes effect',
    proves('nip-29/fresh-moderation-is-taken'),
    async ({ admin, group, outsider }) => {
      const admission = putUsers(group.id, [outsider.pubkey]);
      expect(await admin.publish({ ...admission, createdAt: nowInSeconds() - 5 })).toBeAccepted();
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'they come live to the group',
    proves('nip-29/moderation-comes-live'),
    async ({ admin, group, member, outsider }) => {
      const live = member.listen({ kinds: [9000], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const admission = await admin.publish(putUsers(group.id, [outsider.pubkey]));
      expect(await arrival(admission, live)).toBeDelivered();
    },
  );

  test('they are kept', proves('nip-29/moderation-is-kept'), async ({ admin, group, member, outsider }) => {
    const admission = await admin.publish(putUsers(group.id, [outsider.pubkey]));
    const removal = await admin.publish(removeUser(group.id, outsider.pubkey));
    expect(removal).toBeAccepted();
    expect(await member.ask({ kinds: [9000, 9001], '#h': [group.id] })).toShow(admission.event, removal.event);
  });

  test(
    'one that names no group is refused',
    proves('nip-29/moderation-names-its-group'),
    async ({ admin, group, member }) => {
      expect(await admin.publish({ kind: 9001, tags: [['p', member.pubkey]] })).toBeRefused();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );
});
