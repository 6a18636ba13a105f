import { chatMessage, expect, proves, putUsers, removeUser, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: who may write', () => {
  test(
    'a person who is put into a group may write at once',
    proves('nip-29/put-user-takes-effect'),
    async ({ admin, group, outsider }) => {
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
      expect(await admin.publish(putUsers(group.id, [outsider.pubkey]))).toBeAccepted();
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'a person who is removed may not write any more',
    proves('nip-29/remove-user-takes-effect'),
    async ({ admin, group, member }) => {
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      expect(await admin.publish(removeUser(group.id, member.pubkey))).toBeAccepted();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeRefused();
    },
  );

  test(
    'a plain member may remove nobody',
    proves('nip-29/moderation-needs-a-role'),
    async ({ admin, group, member }) => {
      expect(await member.publish(removeUser(group.id, admin.pubkey))).toBeRefused();
      expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'the metadata of a group is not taken from people',
    proves('nip-29/metadata-is-the-relays'),
    async ({ admin, group }) => {
      expect(await admin.publish({ kind: 39000, tags: [['d', group.id]] })).toBeRefused();
    },
  );
});
