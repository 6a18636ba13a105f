import { appendFileSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { NostrEvent } from '../../../lab/relay/event/event.ts';
import { startRelay } from '../../../lab/relay/start.ts';
import { castOf, membersShownTo } from './cast.ts';
import { Client, type Frame, Key, nowInSeconds, withRelay } from './client.ts';
import { withInstances } from './instances.ts';

const isOkOf =
  (event: NostrEvent | undefined) =>
  ([verb, id]: Frame): boolean =>
    verb === 'OK' && id === event?.id;

const isEventOf =
  ({ id }: NostrEvent) =>
  ([verb, , event]: Frame): boolean =>
    verb === 'EVENT' && (event as NostrEvent).id === id;

const idsIn = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { id: string }).id);

test.describe('two instances over one log', () => {
  test('show each other’s events, live and stored, once each', async ({}, testInfo) =>
    withInstances(testInfo, async ({ one, other }) => {
      const clients = await Promise.all([one, other].map(({ url }) => Client.connect(url)));
      const [here, there] = clients as [Client, Client];
      for (const client of clients) await client.subscribe('live', { kinds: [1] });
      const notes = [new Key().sign(1, [], 'here'), new Key().sign(1, [], 'there')] as const;
      await Promise.all([here.publish(notes[0]), there.publish(notes[1])]);
      for (const client of clients) for (const note of notes) await client.next(isEventOf(note));
      const ids = notes.map(({ id }) => id).sort();
      for (const client of clients) expect((await client.askIds({ kinds: [1] })).sort()).toEqual(ids);
      for (const client of clients) expect(client.idsOf('live').sort()).toEqual(ids);
      expect(await there.ok(notes[0])).toEqual(['OK', notes[0].id, true, 'duplicate: this event is already stored']);
    }));

  test('know each other’s members, and sign one list after the other', async ({}, testInfo) =>
    withInstances(testInfo, async ({ one, other }) => {
      const { id, adminKey, memberKey, strangerKey, chat, moderate } = await castOf(one, 'private', 'closed');
      const there = await (await Client.connect(other.url)).login(memberKey);
      expect(await there.publish(chat(memberKey))).toBe(true);
      expect(await there.publish(chat(strangerKey))).toMatch(/^restricted: /);
      expect(await there.publish(moderate(9000, ['p', strangerKey.pubkey]))).toBe(true);
      const here = await (await Client.connect(one.url)).login(strangerKey);
      expect(await here.publish(chat(strangerKey))).toBe(true);
      const members = [adminKey.pubkey, memberKey.pubkey, strangerKey.pubkey];
      for (const client of [here, there]) expect(await membersShownTo(client, id)).toEqual(members);
      expect(await here.publish(moderate(9001, ['p', strangerKey.pubkey]))).toBe(true);
      expect(await there.publish(chat(strangerKey))).toMatch(/^restricted: /);
    }));

  test('agree about deletions, newer versions and deleted groups', async ({}, testInfo) =>
    withInstances(testInfo, async ({ one, other }) => {
      const { id, admin, memberKey, chat, moderate } = await castOf(one);
      const there = await Client.connect(other.url);
      const [key, message] = [new Key(), chat(memberKey)];
      const [note, old, young] = [key.sign(1), key.sign(0, [], 'old', nowInSeconds() - 9), key.sign(0, [], 'young')];
      for (const event of [note, young, message]) expect(await admin.publish(event)).toBe(true);
      expect(await there.publish(old)).toBe('duplicate: a newer version of this event is stored');
      expect(await there.publish(key.sign(5, [['e', note.id]]))).toBe(true);
      expect(await admin.askIds({ authors: [key.pubkey], kinds: [0, 1] })).toEqual([young.id]);
      expect(await admin.publish(note)).toMatch(/^blocked: /);
      expect(await there.publish(moderate(9008))).toBe(true);
      expect(await admin.askIds({ '#h': [id], kinds: [9] })).toEqual([]);
      expect(await admin.publish(chat(memberKey))).toBe('invalid: group not found');
    }));

  test('write two hundred events at once, each once, and a restart reads all', async ({}, testInfo) => {
    const key = new Key();
    const events = Array.from({ length: 200 }, (_, index) => key.sign(1, [], `${index}`));
    const ids = events.map(({ id }) => id).sort();
    await withInstances(testInfo, async ({ one, other, file }) => {
      const clients = await Promise.all([one, other].map(({ url }) => Client.connect(url)));
      for (const [index, event] of events.entries()) clients[index % 2]?.send('EVENT', event);
      await Promise.all(clients.map((client, index) => client.next(isOkOf(events.at(index - 2)))));
      for (const client of clients) expect((await client.askIds({ kinds: [1] })).sort()).toEqual(ids);
      expect(idsIn(file).sort()).toEqual(ids);
    });
    await withRelay(async ({ url }) => expect((await (await Client.connect(url)).askIds({})).sort()).toEqual(ids), {
      file: testInfo.outputPath('events.jsonl'),
      shared: {},
    });
  });
});

test.describe('a shared log', () => {
  test('without fan-out shows what others stored to those who ask, and delivers nothing', async ({}, testInfo) =>
    withInstances(
      testInfo,
      async ({ one, other }) => {
        const [here, deaf] = [await Client.connect(one.url), await Client.connect(other.url)];
        for (const client of [here, deaf]) await client.subscribe('live', { kinds: [1] });
        const [note, sentinel] = [new Key().sign(1), new Key().sign(1)];
        expect(await here.publish(note)).toBe(true);
        expect(await deaf.askIds({ kinds: [1] })).toEqual([note.id]);
        expect(await deaf.publish(sentinel)).toBe(true);
        expect(deaf.idsOf('live')).toEqual([sentinel.id]);
        await here.next(isEventOf(sentinel));
      },
      { fanOut: false },
    ));

  test('without membership keeps the members of its start, and takes no others', async ({}, testInfo) =>
    withInstances(
      testInfo,
      async ({ one, other }) => {
        const { id, memberKey, chat } = await castOf(one, 'closed');
        const stale = await Client.connect(other.url);
        expect(await stale.publish(chat(memberKey))).toBe('restricted: you are not a member of that group');
        expect(await membersShownTo(stale, id)).toContain(memberKey.pubkey);
      },
      { membership: false },
    ));

  test('has a line that is half written wait for its end, and leaves out one that is no event', async ({}, testInfo) =>
    withInstances(testInfo, async ({ one, file, said }) => {
      const client = await Client.connect(one.url);
      await client.subscribe('live', { kinds: [1] });
      const note = new Key().sign(1, [], 'ünlü 🦆');
      const bytes = Buffer.from(`no event\n${JSON.stringify(note)}\n`);
      appendFileSync(file, bytes.subarray(0, bytes.length - 100));
      expect(await client.askIds({ kinds: [1] })).toEqual([]);
      expect(said).toContainEqual(
        expect.stringMatching(/^file: left out a line of .*events\.jsonl that is not an event/),
      );
      appendFileSync(file, bytes.subarray(bytes.length - 100));
      await client.next(isEventOf(note));
      expect(await client.askIds({ kinds: [1] })).toEqual([note.id]);
    }));

  test('has what another instance accepted too late neither stored nor delivered', async ({}, testInfo) =>
    withInstances(testInfo, async ({ one, file }) => {
      const { id, admin, memberKey, chat, moderate } = await castOf(one);
      const key = new Key();
      const [note, young, sentinel] = [key.sign(1), key.sign(0), key.sign(2)];
      for (const event of [note, young, key.sign(5, [['e', note.id]]), moderate(9008)])
        expect(await admin.publish(event)).toBe(true);
      await admin.subscribe('live', { kinds: [0, 1, 2, 9], limit: 0 });
      const late = [note, key.sign(0, [], 'old', young.created_at - 9), chat(memberKey), young];
      appendFileSync(file, [...late, sentinel].map((event) => `${JSON.stringify(event)}\n`).join(''));
      await admin.next(isEventOf(sentinel));
      expect(admin.idsOf('live')).toEqual([sentinel.id]);
      expect((await admin.askIds({ authors: [key.pubkey], kinds: [0, 1, 2] })).sort()).toEqual(
        [young.id, sentinel.id].sort(),
      );
      expect(await admin.askIds({ kinds: [9], '#h': [id] })).toEqual([]);
    }));

  test('needs a file', async () => {
    await expect(startRelay({ shared: {} })).rejects.toThrow('shared: a file to share is missing');
  });
});
