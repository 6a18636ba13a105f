import { expect, test } from '@playwright/test';
import { castOf, membersShownTo } from './cast.ts';
import { Client, Key, nowInSeconds, withRelay } from './client.ts';

test.describe('groups', () => {
  test('a new group is announced by snapshots that the relay signs', () =>
    withRelay(async (relay) => {
      const { id, admin, adminKey, memberKey } = await castOf(relay, 'closed');
      const shown = await admin.ask({ kinds: [39000, 39001, 39002, 39003], '#d': [id] });
      expect(shown).toHaveLength(4);
      for (const event of shown) expect(event).toMatchObject({ pubkey: relay.pubkey });
      expect(await admin.ask({ kinds: [39000] })).toMatchObject([{ tags: [['d', id], ['closed']] }]);
      expect(await admin.ask({ kinds: [39001] })).toMatchObject([{ tags: [['d', id], ['p', adminKey.pubkey, 'admin']] }]); // prettier-ignore
      expect(await membersShownTo(admin, id)).toEqual([adminKey.pubkey, memberKey.pubkey]);
    }));

  for (const flag of ['closed', 'restricted'])
    test(`members write to a ${flag} group and strangers do not`, () =>
      withRelay(async (relay) => {
        const { id, member, memberKey, stranger, strangerKey, chat } = await castOf(relay, flag);
        await stranger.subscribe('live', { '#h': [id], kinds: [9] });
        const message = chat(memberKey);
        expect(await stranger.publish(chat(strangerKey))).toBe('restricted: you are not a member of that group');
        expect(await member.publish(message)).toBe(true);
        expect(await stranger.askIds({ '#h': [id], kinds: [9] })).toEqual([message.id]);
        expect(stranger.idsOf('live')).toEqual([message.id]);
      }));

  test('an event that names no group, an unknown one or two is refused as invalid', () =>
    withRelay(async (relay) => {
      const { id, member, memberKey, chat } = await castOf(relay);
      expect(await member.publish(memberKey.sign(9))).toMatch(/^invalid: /);
      expect(await member.publish(memberKey.sign(9, [['h', 'nowhere']]))).toBe('invalid: group not found');
      expect(await member.publish(memberKey.sign(9, [['h', '']]))).toMatch(/^invalid: /);
      expect(await member.publish(chat(memberKey, ['h', 'nowhere']))).toMatch(/^invalid: /);
      expect(await member.publish(memberKey.sign(39000, [['d', id]]))).toMatch(/^restricted: /);
    }));

  test('a group id is taken once, and keeps to its characters', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const create = (id: string) => client.publish(new Key().sign(9007, [['h', id]]));
      expect(await create('ducks')).toBe(true);
      expect(await create('ducks')).toMatch(/^duplicate: /);
      for (const id of ['../ducks', 'Ducks', 'x'.repeat(65)]) expect(await create(id)).toMatch(/^invalid: /);
    }));

  test('only the named creators create groups', () => {
    const creator = new Key();
    return withRelay(
      async ({ url }) => {
        const client = await Client.connect(url);
        expect(await client.publish(new Key().sign(9007, [['h', 'a']]))).toMatch(/^restricted: /);
        expect(await client.publish(creator.sign(9007, [['h', 'a']]))).toBe(true);
      },
      { policy: { groupCreators: [creator.pubkey] } },
    );
  });

  test('an edit changes what it names and nothing else', () =>
    withRelay(async (relay) => {
      const { id, admin, moderate } = await castOf(relay, 'closed', 'restricted');
      await admin.publish(moderate(9002, ['name', 'Ducks'], ['unrestricted']));
      const [metadata] = await admin.ask({ kinds: [39000] });
      expect(metadata).toMatchObject({ tags: [['d', id], ['name', 'Ducks'], ['closed']] });
    }));

  test('members and old events do not moderate', () =>
    withRelay(async (relay) => {
      const { id, admin, adminKey, member, memberKey, strangerKey } = await castOf(relay);
      const tags = [['h', id], ['p', strangerKey.pubkey]]; // prettier-ignore
      for (const kind of [9000, 9001, 9002, 9005, 9008, 9009, 9010])
        expect(await member.publish(memberKey.sign(kind, tags))).toMatch(/^restricted: /);
      expect(await admin.publish(adminKey.sign(9000, tags, '', nowInSeconds() - 70))).toMatch(/^invalid: /);
      expect(await membersShownTo(admin, id)).toHaveLength(2);
    }));

  test('a moderator removes members, and touches neither roles nor settings', () =>
    withRelay(async (relay) => {
      const { id, admin, adminKey, member, memberKey, strangerKey, moderate } = await castOf(relay);
      await admin.publish(moderate(9000, ['p', memberKey.pubkey, 'moderator']));
      const act = (kind: number, ...tag: string[]) => member.publish(memberKey.sign(kind, [['h', id], tag]));
      expect(await act(9000, 'p', strangerKey.pubkey)).toBe(true);
      expect(await act(9001, 'p', strangerKey.pubkey)).toBe(true);
      expect(await act(9000, 'p', memberKey.pubkey, 'admin')).toMatch(/^restricted: /);
      expect(await act(9001, 'p', adminKey.pubkey)).toMatch(/^restricted: /);
      expect(await act(9002, 'private')).toMatch(/^restricted: /);
    }));

  test('the last admin can neither leave nor be removed', () =>
    withRelay(async (relay) => {
      const { admin, adminKey, moderate } = await castOf(relay);
      expect(await admin.publish(moderate(9022))).toMatch(/^restricted: /);
      expect(await admin.publish(moderate(9001, ['p', adminKey.pubkey]))).toMatch(/^restricted: /);
      expect(await admin.publish(moderate(9000, ['p', adminKey.pubkey]))).toMatch(/^restricted: /);
    }));

  test('a moderator deletes a message for good, and its author may too', () =>
    withRelay(async (relay) => {
      const { id, admin, member, memberKey, chat, moderate } = await castOf(relay);
      const [first, second] = [chat(memberKey), chat(memberKey)];
      for (const message of [first, second]) await member.publish(message);
      expect(await admin.publish(moderate(9005, ['e', first.id]))).toBe(true);
      expect(await member.publish(memberKey.sign(5, [['h', id], ['e', second.id]]))).toBe(true); // prettier-ignore
      expect(await admin.ask({ '#h': [id], kinds: [9] })).toEqual([]);
      expect(await member.publish(first)).toMatch(/^blocked: /);
    }));

  test('a deleted group is gone, and its id is not given away', () =>
    withRelay(async (relay) => {
      const { id, admin, member, memberKey, chat, moderate } = await castOf(relay);
      await member.publish(chat(memberKey));
      expect(await admin.publish(moderate(9008))).toBe(true);
      expect(await admin.ask({ kinds: [9, 39000, 39001, 39002, 39003] })).toEqual([]);
      expect(await member.publish(chat(memberKey))).toBe('invalid: group not found');
      expect(await member.publish(memberKey.sign(9007, [['h', id]]))).toMatch(/^duplicate: /);
    }));

  test('joining an open group and leaving it are signed by the relay', () =>
    withRelay(async (relay) => {
      const { id, stranger, strangerKey } = await castOf(relay);
      const wish = (kind: number, content = '') => stranger.publish(strangerKey.sign(kind, [['h', id]], content));
      expect(await wish(9022, 'early')).toMatch(/^restricted: /);
      expect(await wish(9021)).toBe(true);
      expect(await wish(9021, 'again')).toMatch(/^duplicate: /);
      expect(await membersShownTo(stranger, id)).toContain(strangerKey.pubkey);
      expect(await wish(9022)).toBe(true);
      expect(await membersShownTo(stranger, id)).not.toContain(strangerKey.pubkey);
      expect(await stranger.ask({ authors: [relay.pubkey], kinds: [9000, 9001] })).toHaveLength(2);
    }));

  test('an invite code opens a closed group once', () =>
    withRelay(async (relay) => {
      const { id, admin, member, stranger, strangerKey, moderate } = await castOf(relay, 'closed');
      await admin.publish(moderate(9009, ['code', 'sesame']));
      const join = (key: Key, code: string) => stranger.publish(key.sign(9021, [['h', id], ['code', code]])); // prettier-ignore
      expect(await join(strangerKey, 'wrong')).toMatch(/^restricted: /);
      expect(await join(strangerKey, 'sesame')).toBe(true);
      expect(await join(new Key(), 'sesame')).toMatch(/^restricted: /);
      expect(await member.ask({ kinds: [9009] })).toEqual([]);
      expect(await admin.ask({ kinds: [9009] })).toHaveLength(1);
    }));

  test('references to unknown messages and messages of yesterday are refused', () =>
    withRelay(async (relay) => {
      const { id, member, memberKey, chat } = await castOf(relay);
      const first = chat(memberKey);
      await member.publish(first);
      expect(await member.publish(chat(memberKey, ['previous', first.id.slice(0, 8)]))).toBe(true);
      expect(await member.publish(chat(memberKey, ['previous', '00000000']))).toMatch(/^invalid: /);
      expect(await member.publish(memberKey.sign(9, [['h', id]], '', nowInSeconds() - 90_000))).toMatch(/^invalid: /);
    }));
});
