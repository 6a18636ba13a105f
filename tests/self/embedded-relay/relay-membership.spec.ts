import { expect, test } from '@playwright/test';
import { generateSecretKey } from 'nostr-tools/pure';
import { startRelay, type RunningRelay } from '../../../lab/relay/start.ts';
import { castOf } from './cast.ts';
import { Client, Key, nowInSeconds, withRelay } from './client.ts';

const join = (key: Key, claim: string, created_at?: number) =>
  key.sign(28934, [['-'], ['claim', claim]], '', created_at);

/** A socket that is authenticated. */
const connectAs = async ({ url }: RunningRelay, key: Key) => (await Client.connect(url)).login(key);

/** The code of the invite that this client is shown, or what it was answered instead. */
async function codeFor(client: Client): Promise<string> {
  const answer = await client.ask({ kinds: [28935] });
  const claim = Array.isArray(answer) ? answer[0]?.tags.find(([name]) => name === 'claim')?.[1] : answer;
  return claim ?? 'no invite';
}

test.describe('relay membership', () => {
  test('who joins with a code of a member is announced and listed, signed by the relay', () => {
    const [member, newcomer] = [new Key(), new Key()];
    return withRelay(
      async (relay) => {
        const inviter = await connectAs(relay, member);
        const client = await connectAs(relay, newcomer);
        await inviter.subscribe('live', { kinds: [8000, 13534], limit: 0 });
        const wish = join(newcomer, await codeFor(inviter));
        expect(await client.ok(wish)).toEqual(['OK', wish.id, true, 'info: welcome to this relay']);
        const list = { kind: 13534, pubkey: relay.pubkey, tags: [['-'], ['member', member.pubkey], ['member', newcomer.pubkey]] }; // prettier-ignore
        expect(await client.ask({ kinds: [13534] })).toMatchObject([list]);
        await inviter.ask({ limit: 0 });
        const added = { kind: 8000, pubkey: relay.pubkey, tags: [['-'], ['p', newcomer.pubkey]] };
        expect(inviter.eventsOf('live')).toMatchObject([added, list]);
      },
      { policy: { relayMembers: [member.pubkey] } },
    );
  });

  test('a code is good once, and a wrong or missing one is restricted', () =>
    withRelay(async (relay) => {
      const { admin } = await castOf(relay);
      const code = await codeFor(admin);
      const [one, other] = [new Key(), new Key()];
      const client = await (await connectAs(relay, one)).login(other);
      for (const claim of ['', 'sesame']) expect(await client.publish(join(one, claim))).toMatch(/^restricted: /);
      expect(await client.publish(one.sign(28934, [['-']]))).toMatch(/^restricted: /);
      expect(await client.publish(join(one, code))).toBe(true);
      expect(await client.publish(join(other, code))).toMatch(/^restricted: /);
    }));

  test('a member who joins again is told so, and nothing is announced', () => {
    const key = new Key();
    return withRelay(
      async (relay) => {
        const client = await connectAs(relay, key);
        const wish = join(key, 'sesame');
        expect(await client.ok(wish)).toEqual(['OK', wish.id, true, expect.stringMatching(/^duplicate: /)]);
        expect(await client.ask({ kinds: [8000] })).toEqual([]);
      },
      { policy: { relayMembers: [key.pubkey] } },
    );
  });

  test('a wish needs its authenticated author, the "-" tag and a time within minutes', () =>
    withRelay(async (relay) => {
      const { admin, stranger, strangerKey } = await castOf(relay);
      const code = await codeFor(admin);
      expect(await stranger.publish(join(strangerKey, code))).toMatch(/^auth-required: /);
      await stranger.login(strangerKey);
      expect(await stranger.publish(strangerKey.sign(28934, [['claim', code]]))).toMatch(/^invalid: /);
      for (const minutes of [-6, 6])
        expect(await stranger.publish(join(strangerKey, code, nowInSeconds() + minutes * 60))).toMatch(/^invalid: /);
      expect(await stranger.publish(join(strangerKey, code))).toBe(true);
    }));

  test('a member leaves, once', () => {
    const key = new Key();
    return withRelay(
      async (relay) => {
        const client = await connectAs(relay, key);
        expect(await client.publish(key.sign(28936, [['-']]))).toBe(true);
        expect(await client.ask({ kinds: [8001] })).toMatchObject([{ tags: [['-'], ['p', key.pubkey]] }]);
        expect(await client.ask({ kinds: [13534] })).toMatchObject([{ tags: [['-']] }]);
        expect(await client.publish(key.sign(28936, [['-']], 'again'))).toMatch(/^restricted: /);
        expect(await codeFor(client)).toBe('no invite');
      },
      { policy: { relayMembers: [key.pubkey] } },
    );
  });

  test('invites are made for members and group admins, a fresh one each time, and for nobody else', () =>
    withRelay(async (relay) => {
      const { admin, member, stranger, strangerKey } = await castOf(relay);
      const codes = [await codeFor(admin), await codeFor(admin)];
      expect(new Set(codes).size).toBe(2);
      expect(await admin.ask({ kinds: [28935] })).toMatchObject([{ pubkey: relay.pubkey }]);
      for (const client of [member, stranger, await stranger.login(strangerKey)])
        expect(await codeFor(client)).toBe('no invite');
    }));

  test('an invite is made for a filter that names its kind and leaves room for it', () =>
    withRelay(async (relay) => {
      const { admin, adminKey } = await castOf(relay);
      const invites = { kinds: [28935] };
      expect(await admin.ask({ ...invites, authors: [relay.pubkey] })).toHaveLength(1);
      expect(await admin.ask({ ...invites, authors: [adminKey.pubkey] })).toEqual([]);
      expect(await admin.ask({ ...invites, limit: 0 })).toEqual([]);
      const everything = await admin.ask({});
      expect(everything).not.toContainEqual(expect.objectContaining({ kind: 28935 }));
    }));

  test('wishes are neither stored nor delivered, and the relay signs for itself', () =>
    withRelay(async (relay) => {
      const { admin, stranger, strangerKey } = await castOf(relay);
      await admin.subscribe('live', { authors: [strangerKey.pubkey] });
      await stranger.login(strangerKey);
      await stranger.publish(join(strangerKey, await codeFor(admin)));
      await stranger.publish(strangerKey.sign(28936, [['-']]));
      expect(await stranger.ask({ kinds: [28934, 28936] })).toEqual([]);
      await admin.ask({ limit: 0 });
      expect(admin.eventsOf('live')).toEqual([]);
      for (const kind of [8000, 8001, 13534, 28935])
        expect(await stranger.publish(strangerKey.sign(kind, [['-']]))).toMatch(/^restricted: /);
    }));

  test('members are there after a restart, also under another key', async ({}, testInfo) => {
    const file = testInfo.outputPath('events.jsonl');
    const [stayed, left] = [new Key(), new Key()];
    const policy = { relayMembers: [stayed.pubkey, left.pubkey] };
    const before = await startRelay({ file, policy, secretKey: generateSecretKey() });
    await (await connectAs(before, left)).publish(left.sign(28936, [['-']]));
    await before.stop();
    await withRelay(
      async (relay) => {
        const list = await (await Client.connect(relay.url)).ask({ kinds: [13534] });
        expect(list).toMatchObject([{ pubkey: relay.pubkey, tags: [['-'], ['member', stayed.pubkey]] }]);
      },
      { file, policy },
    );
  });

  test('a relay without members says so', () =>
    withRelay(
      async (relay) => {
        const { admin, adminKey } = await castOf(relay);
        const information = await fetch(relay.url.replace('ws', 'http'), { headers: { Accept: 'application/nostr+json' } }); // prettier-ignore
        expect(await information.json()).toMatchObject({ supported_nips: expect.not.arrayContaining([43]) });
        expect(await codeFor(admin)).toBe('no invite');
        expect(await admin.publish(join(adminKey, 'sesame'))).toMatch(/^restricted: /);
      },
      { policy: { relayMembership: false } },
    ));
});
