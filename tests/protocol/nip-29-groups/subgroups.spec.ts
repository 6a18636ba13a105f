import type { NostrEvent } from '../../../fixtures/protocol-suite.ts';
import { awaitSnapshot, deleteGroup, editGroup, expect, proves, tagged } from '../../../fixtures/protocol-suite.ts';
import { newGroupId, tagsOf, tagValues, test, whereSubgroups, whereTaken } from '../../../fixtures/protocol-suite.ts';

const FLAGS = ['closed', 'restricted'] as const;
const parentOf = (event: NostrEvent | undefined): string[] => tagsOf(event, 'parent').map(([, id = '']) => id);
const movedTo = (group: string, parent: string) => tagged(editGroup(group, [...FLAGS]), ['parent', parent]);
const isNamed =
  (name: string) =>
  (event: NostrEvent): boolean =>
    tagValues(event, 'name').includes(name);

test.describe('NIP-29: subgroups', () => {
  test.beforeEach(({ settings }) => whereSubgroups(settings));

  test(
    'a subgroup shows its parent',
    proves('nip-29/subgroup-shows-its-parent'),
    async ({ admin, group, otherGroup }) => {
      expect(await admin.publish(movedTo(group.id, otherGroup.id))).toBeAccepted();
      const shown = await awaitSnapshot(admin, 39000, group.id, (event) => parentOf(event).length > 0);
      expect(parentOf(shown)).toEqual([otherGroup.id]);
    },
  );

  for (const { whose, id, parent } of [
    { whose: 'itself', id: 'own-parent', parent: (self: string) => self },
    { whose: 'a group that is not there', id: 'unknown-parent', parent: () => newGroupId() },
  ])
    test(
      `a group does not become the child of ${whose}`,
      proves(`nip-29/${id}-is-not-shown`),
      async ({ admin, group }) => {
        await admin.publish(movedTo(group.id, parent(group.id)));
        expect(await admin.publish(editGroup(group.id, [...FLAGS], 'afterwards'))).toBeAccepted();
        const shown = await awaitSnapshot(admin, 39000, group.id, isNamed('afterwards'));
        expect(tagsOf(shown, 'name')).toEqual([['name', 'afterwards']]);
        expect(parentOf(shown)).toEqual([]);
      },
    );

  test(
    'two groups do not become the parent of each other',
    proves('nip-29/circle-of-parents-is-not-shown'),
    async ({ admin, group, otherGroup }) => {
      expect(await admin.publish(movedTo(group.id, otherGroup.id))).toBeAccepted();
      await admin.publish(movedTo(otherGroup.id, group.id));
      expect(await admin.publish(editGroup(otherGroup.id, [...FLAGS], 'afterwards'))).toBeAccepted();
      const shown = await awaitSnapshot(admin, 39000, otherGroup.id, isNamed('afterwards'));
      expect(tagsOf(shown, 'name')).toEqual([['name', 'afterwards']]);
      expect(parentOf(shown)).toEqual([]);
    },
  );

  test(
    'the child of a deleted group is a root',
    proves('nip-29/orphan-is-a-root'),
    async ({ admin, group, otherGroup }) => {
      expect(await admin.publish(movedTo(group.id, otherGroup.id))).toBeAccepted();
      whereTaken(await admin.publish(deleteGroup(otherGroup.id)));
      const shown = await awaitSnapshot(admin, 39000, group.id, (event) => parentOf(event).length === 0);
      expect(parentOf(shown)).toEqual([]);
    },
  );
});
