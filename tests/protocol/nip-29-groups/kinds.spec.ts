import { awaitSnapshot, chatMessage, earlier, editGroup, expect, proves } from '../../../fixtures/protocol-suite.ts';
import { tagValues, type NostrEvent } from '../../../fixtures/protocol-suite.ts';
import { tagged, tagsOf, test, updatePins, whereItApplies, whereTaken } from '../../../fixtures/protocol-suite.ts';

const DAY_SECONDS = 24 * 60 * 60;

test.describe('NIP-29: what a group takes', () => {
  for (const kind of [11, 1111, 30023])
    test(
      `a member's event of kind ${kind} is found under the group`,
      proves(`nip-29/kind-${kind}-is-kept`),
      async ({ group, member, outsider }) => {
        const tags = [['d', crypto.randomUUID()]];
        const event = await member.publish({ ...tagged(chatMessage({ group: group.id }), ...tags), kind });
        whereTaken(event);
        expect(await outsider.ask({ kinds: [kind], '#h': [group.id] })).toShow(event.event);
      },
    );

  test(
    'a group that names its kinds takes these and no others',
    proves('nip-29/supported-kinds-are-kept-to'),
    async ({ admin, group, member }) => {
      const edit = tagged(editGroup(group.id, ['closed', 'restricted'], 'chat only'), ['supported_kinds', '9']);
      expect(await admin.publish(edit)).toBeAccepted();
      const isEdited = (event: NostrEvent): boolean => tagValues(event, 'name').includes('chat only');
      const kinds = tagsOf(await awaitSnapshot(admin, 39000, group.id, isEdited), 'supported_kinds');
      whereItApplies({ applies: kinds.length > 0, value: kinds, because: 'the 39000 shows no supported_kinds' });
      expect(await member.publish({ ...chatMessage({ group: group.id }), kind: 11 })).toBeRefused();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    },
  );

  test('what an admin pins is shown as pinned', proves('nip-29/pins-are-shown'), async ({ admin, group, member }) => {
    const { event } = await member.publish(chatMessage({ group: group.id }));
    whereTaken(await admin.publish(updatePins(group.id, event.id)));
    const pins = await awaitSnapshot(member, 39005, group.id, () => true);
    expect(tagsOf(pins, 'e')).toEqual([['e', event.id]]);
  });

  test('a plain member pins nothing', proves('nip-29/kind-9010-needs-a-role'), async ({ admin, group, member }) => {
    const { event } = await member.publish(chatMessage({ group: group.id }));
    whereTaken(await admin.publish(updatePins(group.id)));
    expect(await member.publish(updatePins(group.id, event.id))).toBeRefused();
  });

  test('a message dated days ago is refused', proves('nip-29/late-message-is-refused'), async ({ group, member }) => {
    expect(await member.publish(earlier(3 * DAY_SECONDS, group.id))).toBeRefused();
    expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
  });
});
