import { askUntilGone, chatMessage, deletion, expect, proves, test } from '../../../fixtures/protocol-suite.ts';
import { whereAdvertised, whereCounted, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-09: what a deletion takes away', () => {
  test.beforeEach(({ member }) => whereAdvertised(member, 9));

  test('a deleted message is gone', proves('nip-09/own-message-is-deleted'), async ({ group, member }) => {
    const message = await member.publish(chatMessage({ group: group.id }));
    const other = await member.publish(chatMessage({ group: group.id }));
    expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);

    whereTaken(await member.publish(deletion(group.id, message.event.id)));
    const byGroup = { kinds: [9], '#h': [group.id] };
    expect(await askUntilGone(member, message.event)).not.toShow(message.event);
    expect(await askUntilGone(member, message.event, { filter: byGroup })).not.toShow(message.event);
    expect(await member.ask({ ids: [other.event.id] })).toShow(other.event);
  });

  test('one deletion takes several messages', proves('nip-09/several-are-deleted'), async ({ group, member }) => {
    const [one, two] = [
      await member.publish(chatMessage({ group: group.id })),
      await member.publish(chatMessage({ group: group.id })),
    ];
    expect(await member.ask({ ids: [one.event.id, two.event.id] })).toShow(one.event, two.event);
    whereTaken(await member.publish(deletion(group.id, one.event.id, two.event.id)));
    expect(await askUntilGone(member, one.event)).not.toShow(one.event);
    expect(await askUntilGone(member, two.event)).not.toShow(two.event);
  });

  test(
    'a deletion names its messages and need not name their kind',
    proves('nip-09/kind-need-not-be-named'),
    async ({ group, member }) => {
      const { event } = await member.publish(chatMessage({ group: group.id }));
      expect(await member.ask({ ids: [event.id] })).toShow(event);
      const template = deletion(group.id, event.id);
      const withoutKind = { ...template, tags: template.tags?.filter(([name]) => name !== 'k') ?? [] };
      whereTaken(await member.publish(withoutKind));
      expect(await askUntilGone(member, event)).not.toShow(event);
    },
  );

  test('a deleted message is not counted', proves('nip-09/deleted-is-not-counted'), async ({ group, member }) => {
    await whereAdvertised(member, 45);
    const filter = { kinds: [9], '#h': [group.id] };
    const { event } = await member.publish(chatMessage({ group: group.id }));
    expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
    expect(whereCounted(await member.count(filter))).toHaveProperty('count', 2);

    whereTaken(await member.publish(deletion(group.id, event.id)));
    expect(await askUntilGone(member, event)).not.toShow(event);
    expect(await member.count(filter)).toHaveProperty('count', 1);
  });
});
