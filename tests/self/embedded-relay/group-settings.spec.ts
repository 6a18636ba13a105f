import { expect, test } from '@playwright/test';
import { castOf, membersShownTo } from './cast.ts';
import { Client, Key, withRelay } from './client.ts';

test.describe('group settings', () => {
  test('a group takes the kinds that it supports, and the deletion of what it took', () =>
    withRelay(async (relay) => {
      const { id, admin, member, memberKey, chat, moderate } = await castOf(relay);
      const early = memberKey.sign(7, [['h', id]]);
      expect(await member.publish(early)).toBe(true);
      expect(await admin.publish(moderate(9002, ['supported_kinds', '9', '11']))).toBe(true);
      expect(await admin.ask({ kinds: [39000] })).toMatchObject([{ tags: [['d', id], ['supported_kinds', '9', '11']] }]); // prettier-ignore
      expect(await member.publish(chat(memberKey))).toBe(true);
      expect(await member.publish(memberKey.sign(7, [['h', id]], '+'))).toMatch(/^restricted: kind 7 /);
      expect(await member.publish(memberKey.sign(5, [['h', id], ['e', early.id]]))).toBe(true); // prettier-ignore
      expect(await member.ask({ kinds: [7] })).toEqual([]);
    }));

  test('an empty list of supported kinds leaves moderation and leaving, and a kind that is none is invalid', () =>
    withRelay(async (relay) => {
      const { admin, member, memberKey, strangerKey, chat, moderate } = await castOf(relay);
      for (const wrong of ['', '-1', '9.5', '65536', 'chat'])
        expect(await admin.publish(moderate(9002, ['supported_kinds', wrong]))).toMatch(/^invalid: /);
      expect(await admin.publish(moderate(9002, ['supported_kinds']))).toBe(true);
      expect(await member.publish(chat(memberKey))).toMatch(/^restricted: /);
      expect(await admin.publish(moderate(9000, ['p', strangerKey.pubkey]))).toBe(true);
      expect(await member.publish(memberKey.sign(9022, moderate(9).tags))).toBe(true);
    }));

  test('the newest list of pins is mirrored in its order, down to an empty one', () =>
    withRelay(async (relay) => {
      const { id, admin, adminKey, member, memberKey, chat, moderate } = await castOf(relay);
      const [first, second] = [chat(memberKey), chat(memberKey)];
      const pins = [['e', second.id], ['a', `30023:${adminKey.pubkey}:a:b`], ['e', first.id]]; // prettier-ignore
      expect(await admin.ask({ kinds: [39005] })).toEqual([]);
      expect(await admin.publish(moderate(9010, ...pins))).toBe(true);
      expect(await member.ask({ kinds: [39005] })).toMatchObject([{ pubkey: relay.pubkey, tags: [['d', id], ...pins] }]); // prettier-ignore
      for (const wrong of [['e', 'x'], ['a', '30023'], ['e']])
        expect(await admin.publish(moderate(9010, wrong))).toMatch(/^invalid: /);
      expect(await admin.publish(moderate(9010))).toBe(true);
      expect(await member.ask({ kinds: [39005] })).toMatchObject([{ tags: [['d', id]] }]);
    }));

  test('the pins of a private group are for its members', () =>
    withRelay(async (relay) => {
      const { admin, stranger, strangerKey, moderate } = await castOf(relay, 'private');
      await admin.publish(moderate(9010, ['e', 'f'.repeat(64)]));
      expect(await (await stranger.login(strangerKey)).ask({ kinds: [39005] })).toEqual([]);
      expect(await stranger.countOf({ kinds: [39005] })).toBe(0);
    }));

  for (const id of ['', '..', '.', 'a/b', 'a b', 'A', 'ä', 'a\n', 'a\0', 'a%2e', 'x'.repeat(65)])
    test(`the group id ${JSON.stringify(id)} is refused as invalid`, () =>
      withRelay(async ({ url }) => {
        const client = await Client.connect(url);
        expect(await client.publish(new Key().sign(9007, [['h', id]]))).toMatch(/^invalid: /);
        expect(await client.ask({ kinds: [9007, 39000] })).toEqual([]);
      }));
});

test.describe('people of a group', () => {
  test('adding a member again changes the roles and lists nobody twice', () =>
    withRelay(async (relay) => {
      const { id, admin, adminKey, memberKey, moderate } = await castOf(relay);
      const admins = async () => (await admin.ask({ kinds: [39001] })) as object[];
      await admin.publish(moderate(9000, ['p', memberKey.pubkey, 'moderator']));
      expect(await admins()).toMatchObject([{ tags: [['d', id], ['p', adminKey.pubkey, 'admin'], ['p', memberKey.pubkey, 'moderator']] }]); // prettier-ignore
      await admin.publish(moderate(9000, ['p', memberKey.pubkey], ['alt', 'again']));
      expect(await admins()).toMatchObject([
        {
          tags: [
            ['d', id],
            ['p', adminKey.pubkey, 'admin'],
          ],
        },
      ]);
      expect(await membersShownTo(admin, id)).toEqual([adminKey.pubkey, memberKey.pubkey]);
    }));

  test('a moderator neither promotes, demotes nor removes an admin, and 39001 stays as it was', () =>
    withRelay(async (relay) => {
      const { id, admin, adminKey, member, memberKey, strangerKey, moderate } = await castOf(relay);
      await admin.publish(moderate(9000, ['p', memberKey.pubkey, 'moderator']));
      await admin.publish(moderate(9000, ['p', strangerKey.pubkey, 'admin']));
      const before = await admin.askIds({ kinds: [39001] });
      const act = (kind: number, ...tag: string[]) => member.publish(memberKey.sign(kind, [['h', id], tag]));
      expect(await act(9000, 'p', memberKey.pubkey, 'moderator', 'admin')).toMatch(/^restricted: /);
      for (const kind of [9000, 9001])
        for (const key of [adminKey, strangerKey]) expect(await act(kind, 'p', key.pubkey)).toMatch(/^restricted: /);
      expect(await admin.askIds({ kinds: [39001] })).toEqual(before);
    }));

  test('a snapshot is never dated before the one that it replaces, although the clock goes back', () => {
    let lateSeconds = 0;
    return withRelay(
      async (relay) => {
        const { id, admin, strangerKey, moderate } = await castOf(relay);
        const dates = async () => {
          const shown = (await admin.ask({ kinds: [39001, 39002], '#d': [id] })) as { created_at: number }[];
          return shown.map(({ created_at }) => created_at);
        };
        const before = Math.max(...(await dates()));
        lateSeconds = -500;
        expect(await admin.publish(moderate(9000, ['p', strangerKey.pubkey, 'admin']))).toBe(true);
        expect(await membersShownTo(admin, id)).toContain(strangerKey.pubkey);
        for (const date of await dates()) expect(date).toBeGreaterThan(before - 1);
      },
      { seams: { clock: (seconds) => seconds + lateSeconds } },
    );
  });

  test('a join request with a code is shown to its author and to admins', () =>
    withRelay(async (relay) => {
      const { id, admin, member, stranger, strangerKey, moderate } = await castOf(relay, 'closed');
      await admin.publish(moderate(9009, ['code', 'sesame']));
      for (const client of [admin, member]) await client.subscribe('live', { '#h': [id], kinds: [9009, 9021] });
      const wish = strangerKey.sign(9021, [['h', id], ['code', 'sesame']]); // prettier-ignore
      expect(await stranger.publish(wish)).toBe(true);
      expect(await member.ask({ ids: [wish.id] })).toEqual([]);
      expect(await member.countOf({ kinds: [9009, 9021] })).toBe(0);
      expect(member.idsOf('live')).toEqual([]);
      expect(admin.idsOf('live')).toContain(wish.id);
      expect(await (await stranger.login(strangerKey)).askIds({ kinds: [9021] })).toEqual([wish.id]);
    }));
});
