import { chatMessage, expect, proves, putUsers, removeUser, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: who is put in and removed', () => {
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
    'who was put in may write from a new connection too',
    proves('nip-29/put-user-lasts'),
    async ({ admin, group, outsider, welcome }) => {
      expect(await admin.publish(putUsers(group.id, [outsider.pubkey]))).toBeAccepted();
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeAccepted();
      outsider.leave();
      const returned = await welcome('outsider again', outsider.key);
      await returned.login();
      expect(await returned.publish(chatMessage({ group: group.id }))).toBeAccepted();
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
    'who was removed may not write from a new connection either',
    proves('nip-29/remove-user-lasts'),
    async ({ admin, group, member, welcome }) => {
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      expect(await admin.publish(removeUser(group.id, member.pubkey))).toBeAccepted();
      const returned = await welcome('member again', member.key);
      await returned.login();
      expect(await returned.publish(chatMessage({ group: group.id }))).toBeRefused();
      expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'who was removed may be put in again',
    proves('nip-29/removed-may-come-back'),
    async ({ admin, group, member }) => {
      expect(await admin.publish(removeUser(group.id, member.pubkey))).toBeAccepted();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeRefused();
      expect(await admin.publish(putUsers(group.id, [member.pubkey]))).toBeAccepted();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'removing somebody who is no member does no harm',
    proves('nip-29/removing-nobody-is-harmless'),
    async ({ admin, group, member, stranger }) => {
      const removal = await admin.publish(removeUser(group.id, stranger.pubkey));
      expect(removal.outcome).toMatch(/^(accepted|refused)$/);
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'a member of one group is none of another',
    proves('nip-29/membership-is-of-one-group'),
    async ({ group, member, otherGroup }) => {
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      expect(await member.publish(chatMessage({ group: otherGroup.id }))).toBeRefused();
    },
  );
});

test.describe('NIP-29: a group that is not restricted', () => {
  test.use({ groupFlags: [] });

  test(
    'takes messages from who is no member',
    proves('nip-29/unrestricted-takes-outsiders'),
    async ({ group, outsider }) => {
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );
});
