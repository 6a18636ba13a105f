import { adminRoles, arrivalOf, askGroupState, awaitSnapshot, editGroup } from '../../../fixtures/protocol-suite.ts';
import { expect, lesserRole, promote, proves, putUsers, removeUser } from '../../../fixtures/protocol-suite.ts';
import { rolesIn, tagsOf, test, whereItApplies, whereShown } from '../../../fixtures/protocol-suite.ts';
import { chatMessage, type NostrEvent } from '../../../fixtures/protocol-suite.ts';

const ADMINS = 39001;
const ROLES = 39003;
const FLAGS = ['closed', 'restricted'] as const;
const names =
  ({ pubkey }: { pubkey: string }) =>
  (event: NostrEvent): boolean =>
    pubkey in rolesIn(event);

test.describe('NIP-29: roles', () => {
  test('who is given a role is listed with it', proves('nip-29/roles-are-given'), async ({ admin, group, member }) => {
    const roles = await adminRoles(admin, group.id);
    await promote(admin, group.id, member.pubkey);
    const list = await awaitSnapshot(admin, ADMINS, group.id, names(member));
    expect(rolesIn(list)).toEqual({ [admin.pubkey]: roles, [member.pubkey]: roles });
  });

  test('who is given a role has its rights', proves('nip-29/roles-take-effect'), async ({ admin, group, member }) => {
    expect(await member.publish(editGroup(group.id, [...FLAGS], 'too early'))).toBeRefused();
    await promote(admin, group.id, member.pubkey);
    expect(await member.publish(editGroup(group.id, [...FLAGS], 'in time'))).toBeAccepted();
  });

  test(
    'who is put in without a role loses theirs and stays a member',
    proves('nip-29/roles-are-taken-away'),
    async ({ admin, group, member }) => {
      await promote(admin, group.id, member.pubkey);
      expect(await admin.publish(putUsers(group.id, [member.pubkey]))).toBeAccepted();
      const list = await awaitSnapshot(admin, ADMINS, group.id, (event) => !names(member)(event));
      expect(rolesIn(list)).not.toHaveProperty(member.pubkey);
      expect(await member.publish(editGroup(group.id, [...FLAGS], 'too late'))).toBeRefused();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test(
    'an admin who is removed moderates no more',
    proves('nip-29/removal-ends-roles'),
    async ({ admin, group, member }) => {
      await promote(admin, group.id, member.pubkey);
      expect(await member.publish(editGroup(group.id, [...FLAGS], 'in time'))).toBeAccepted();
      expect(await admin.publish(removeUser(group.id, member.pubkey))).toBeAccepted();
      expect(await member.publish(editGroup(group.id, [...FLAGS], 'too late'))).toBeRefused();
      const list = await awaitSnapshot(admin, ADMINS, group.id, (event) => !names(member)(event));
      expect(rolesIn(list)).not.toHaveProperty(member.pubkey);
    },
  );

  test('the list of admins comes live', proves('nip-29/admins-come-live'), async ({ admin, group, member }) => {
    const live = member.listen({ kinds: [ADMINS], '#d': [group.id] });
    expect(await live.answer).toBeComplete();
    await promote(admin, group.id, member.pubkey);
    expect(await arrivalOf(live, names(member))).toBeDelivered();
  });

  test(
    'the roles of the admins are among those listed',
    proves('nip-29/roles-are-listed'),
    async ({ admin, group }) => {
      const listed = tagsOf(await whereShown(admin, ROLES, group.id), 'role').map(([, name]) => name);
      for (const role of await adminRoles(admin, group.id)) expect(listed).toContain(role);
    },
  );

  for (const { deed, id, template } of [
    { deed: 'takes no role from the creator', id: 'demotes-no-admin', template: demotion },
    { deed: 'does not remove the creator', id: 'removes-no-admin', template: removal },
    { deed: 'does not rise to the role of the creator', id: 'gives-no-role', template: rise },
  ])
    test(`who has a lesser role ${deed}`, proves(`nip-29/moderator-${id}`), async ({ admin, group, member }) => {
      await promote(admin, group.id, member.pubkey, [await lesserRole(admin, group.id)]);
      const editing = await member.publish(editGroup(group.id, [...FLAGS], 'taken over'));
      const isLesser = editing.outcome === 'refused';
      whereItApplies({ applies: isLesser, value: editing, because: 'the other role may edit the group too' });
      const roles = await adminRoles(admin, group.id);

      await member.publish(template(group.id, admin.pubkey, member.pubkey, roles));
      expect(await admin.publish(editGroup(group.id, [...FLAGS], 'still mine'))).toBeAccepted();
      expect(await member.publish(editGroup(group.id, [...FLAGS], 'taken over'))).toBeRefused();
      expect((await askGroupState(admin, group.id)).admins).toContain(admin.pubkey);
    });
});

type Deed = (group: string, admin: string, member: string, roles: string[]) => ReturnType<typeof putUsers>;
function demotion(...[group, admin]: Parameters<Deed>): ReturnType<Deed> {
  return putUsers(group, [admin]);
}
function removal(...[group, admin]: Parameters<Deed>): ReturnType<Deed> {
  return removeUser(group, admin);
}
function rise(...[group, , member, roles]: Parameters<Deed>): ReturnType<Deed> {
  return putUsers(group, [member], roles);
}
