import { askGroupState, awaitGroupState, chatMessage, createGroup } from '../../../fixtures/protocol-suite.ts';
import { deleteEvent, deleteGroup, expect, newGroupId, proves, test } from '../../../fixtures/protocol-suite.ts';
import { whereItApplies } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: a group is created', () => {
  test(
    'a new group is shown with its creator as admin',
    proves('nip-29/created-group-is-shown'),
    async ({ admin, group }) => {
      const state = await awaitGroupState(admin, group.id, ({ exists, admins }) => exists && admins.length > 0);
      expect(state).toMatchObject({ id: group.id, exists: true, admins: [admin.pubkey] });
    },
  );

  test('its creator writes and moderates at once', proves('nip-29/creator-may-at-once'), async ({ admin }) => {
    const group = newGroupId();
    expect(await admin.publish(createGroup(group, ['closed', 'restricted']))).toBeAccepted();
    const message = await admin.publish(chatMessage({ group }));
    const removal = await admin.publish(deleteEvent(group, message.event.id));
    await admin.publish(deleteGroup(group));
    expect(message).toBeAccepted();
    expect(removal).toBeAccepted();
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

  test(
    'who has not logged in is told so, and creates nothing',
    proves('nip-29/create-needs-login'),
    async ({ admin, settings, stranger }) => {
      const applies = settings.policies.includes('auth-to-write');
      whereItApplies({ applies, value: undefined, because: 'the policy does not name auth-to-write' });
      const group = newGroupId();
      expect(await stranger.publish(createGroup(group, []))).toBeRefusedWith('auth-required');
      expect(await askGroupState(admin, group)).toHaveProperty('exists', false);
    },
  );

  for (const { name, id } of [
    { name: 'with-a-path', id: () => `../${newGroupId()}` },
    { name: 'in-upper-case', id: () => newGroupId().toUpperCase() },
    { name: 'of-80-characters', id: () => newGroupId().padEnd(80, '-') },
    { name: 'of-letters-beyond-ascii', id: () => `${newGroupId()}-ä-🦜` },
  ])
    test(
      `a group id ${name.replaceAll('-', ' ')} is refused, or kept to the letter`,
      proves(`nip-29/group-id-${name}`),
      async ({ admin, group }) => {
        const odd = id();
        const creation = await admin.publish(createGroup(odd, ['closed']));
        const { events } = await admin.ask({ kinds: [39000], '#d': [odd] });
        await admin.publish(deleteGroup(odd));
        expect(['accepted, 1 shown', 'refused, 0 shown']).toContain(`${creation.outcome}, ${events.length} shown`);
        expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
      },
    );

  test('a group without an id is refused', proves('nip-29/group-id-that-is-empty'), async ({ admin, group }) => {
    const creation = await admin.publish(createGroup('', ['closed']));
    const { events } = await admin.ask({ kinds: [39000], '#d': [''] });
    await admin.publish(deleteGroup(''));
    expect(creation).toBeRefused();
    expect(events).toEqual([]);
    expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
  });
});
