import { article, askUntilGone, deletionByAddress, expect, proves, test } from '../../../fixtures/protocol-suite.ts';
import { whereAdvertised, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-09: deletion by address', () => {
  test.beforeEach(({ member }) => whereAdvertised(member, 9));

  test('an article deleted by its address is gone', proves('nip-09/address-is-deleted'), async ({ group, member }) => {
    const { event } = whereTaken(await member.publish(article(group.id, 'deleted', 20)));
    expect(await member.ask({ ids: [event.id] })).toShow(event);
    whereTaken(await member.publish(deletionByAddress(group.id, [event])));
    expect(await askUntilGone(member, event)).not.toShow(event);
    const byAddress = { kinds: [30023], authors: [member.pubkey], '#d': ['deleted'] };
    expect(await askUntilGone(member, event, { filter: byAddress })).not.toShow(event);
  });

  test('an identifier may hold colons', proves('nip-09/address-may-hold-colons'), async ({ group, member }) => {
    const { event } = whereTaken(await member.publish(article(group.id, 'wss://relay.example:8443/a:b', 20)));
    expect(await member.ask({ ids: [event.id] })).toShow(event);
    whereTaken(await member.publish(deletionByAddress(group.id, [event])));
    expect(await askUntilGone(member, event)).not.toShow(event);
  });

  test('what is newer than the deletion stays', proves('nip-09/newer-version-stays'), async ({ group, member }) => {
    const older = whereTaken(await member.publish(article(group.id, 'older', 20)));
    const newer = whereTaken(await member.publish(article(group.id, 'newer')));
    whereTaken(await member.publish(deletionByAddress(group.id, [older.event, newer.event], 10)));
    expect(await askUntilGone(member, older.event)).not.toShow(older.event);
    expect(await member.ask({ ids: [newer.event.id] })).toShow(newer.event);
  });

  test(
    'after its deletion an article may be written anew',
    proves('nip-09/newer-version-is-taken'),
    async ({ group, member }) => {
      const older = whereTaken(await member.publish(article(group.id, 'again', 20)));
      whereTaken(await member.publish(deletionByAddress(group.id, [older.event], 10)));
      expect(await askUntilGone(member, older.event)).not.toShow(older.event);
      const newer = await member.publish(article(group.id, 'again'));
      expect(newer).toBeAccepted();
      expect(await member.ask({ ids: [newer.event.id] })).toShow(newer.event);
    },
  );

  test(
    'an older version does not come back when it is published again',
    proves('nip-09/older-version-stays-away'),
    async ({ group, member }) => {
      const { event } = whereTaken(await member.publish(article(group.id, 'stays away', 20)));
      whereTaken(await member.publish(deletionByAddress(group.id, [event])));
      expect(await askUntilGone(member, event)).not.toShow(event);
      await member.publish(event);
      expect(await askUntilGone(member, event)).not.toShow(event);
    },
  );

  test('other articles of the author stay', proves('nip-09/address-is-exact'), async ({ group, member }) => {
    const named = whereTaken(await member.publish(article(group.id, 'named', 20)));
    const other = whereTaken(await member.publish(article(group.id, 'named too', 20)));
    const empty = whereTaken(await member.publish(article(group.id, '', 20)));
    whereTaken(await member.publish(deletionByAddress(group.id, [named.event])));
    expect(await askUntilGone(member, named.event)).not.toShow(named.event);
    expect(await member.ask({ ids: [other.event.id, empty.event.id] })).toShow(other.event, empty.event);
  });
});
