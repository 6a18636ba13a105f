import { askGroupState, askRelayInformation, awaitGroupState, chatMessage } from '../../../fixtures/protocol-suite.ts';
import { createGroup, deleteGroup, editGroup, expect, proves, test } from '../../../fixtures/protocol-suite.ts';
import { whereItApplies, whereTaken } from '../../../fixtures/protocol-suite.ts';

const METADATA = [39000, 39001, 39002];

test.describe('NIP-29: the life of a group', () => {
  test(
    'a new group is shown with its creator as admin',
    proves('nip-29/created-group-is-shown'),
    async ({ admin, group }) => {
      const state = await awaitGroupState(admin, group.id, ({ exists, admins }) => exists && admins.length > 0);
      expect(state).toMatchObject({ id: group.id, exists: true, admins: [admin.pubkey] });
    },
  );

  test(
    'the metadata of a group is signed by the key that NIP-11 names',
    proves('nip-29/metadata-is-signed-by-self'),
    async ({ admin, group, settings }) => {
      const { document } = await askRelayInformation(settings.relayUrl, 5000);
      const self = document?.self;
      whereItApplies({ applies: typeof self === 'string', value: self, because: 'NIP-11 names no "self"' });
      const answer = await admin.ask({ kinds: METADATA, '#d': [group.id] });
      expect(answer).toBeComplete();
      expect(new Set(answer.events.map(({ pubkey }) => pubkey))).toEqual(new Set([self]));
    },
  );

  test('each kind of metadata is there once', proves('nip-29/metadata-has-one-version'), async ({ admin, group }) => {
    expect(await admin.publish(editGroup(group.id, ['closed', 'restricted'], 'renamed'))).toBeAccepted();
    for (const kind of [39000, 39001])
      expect((await admin.ask({ kinds: [kind], '#d': [group.id] })).events).toHaveLength(1);
  });

  test(
    'a group that exists cannot be created again',
    proves('nip-29/existing-group-is-not-created'),
    async ({ admin, group, outsider }) => {
      expect(await admin.publish(createGroup(group.id, ['closed']))).toBeRefused();
      expect(await outsider.publish(createGroup(group.id, ['closed']))).toBeRefused();
      expect(await outsider.publish(chatMessage({ group: group.id }))).toBeRefused();
      expect((await askGroupState(admin, group.id)).admins).toEqual([admin.pubkey]);
    },
  );

  test('a new name is shown in the metadata', proves('nip-29/edit-is-shown'), async ({ admin, group, outsider }) => {
    const name = `renamed ${crypto.randomUUID()}`;
    expect(await admin.publish(editGroup(group.id, ['closed', 'restricted'], name))).toBeAccepted();
    await expect
      .poll(async () => (await outsider.ask({ kinds: [39000], '#d': [group.id] })).events.map(({ tags }) => tags))
      .toEqual([expect.arrayContaining([['name', name]])]);
  });

  test(
    'a group that is made closed is called closed',
    proves('nip-29/closed-flag-is-shown'),
    async ({ admin, group, outsider }) => {
      expect(await admin.publish(editGroup(group.id, ['closed']))).toBeAccepted();
      expect(await awaitGroupState(outsider, group.id, ({ isClosed }) => isClosed)).toHaveProperty('isClosed', true);
    },
  );

  test(
    'a deleted group takes no message and has no metadata',
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

  test(
    'the messages of a deleted group are gone',
    proves('nip-29/deleted-group-shows-no-message'),
    async ({ admin, group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      whereTaken(await admin.publish(deleteGroup(group.id)));
      expect(await member.ask({ ids: [message.event.id] })).not.toShow(message.event);
    },
  );
});
