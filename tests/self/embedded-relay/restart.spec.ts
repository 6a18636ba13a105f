import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { generateSecretKey } from 'nostr-tools/pure';
import { startRelay } from '../../../lab/relay/start.ts';
import { castOf, membersShownTo } from './cast.ts';
import { Client, Key, withRelay } from './client.ts';

test.describe('restart', () => {
  test('groups, members, codes and deletions are there after a restart', async ({}, testInfo) => {
    const options = { file: testInfo.outputPath('events.jsonl'), secretKey: generateSecretKey() };
    const said: string[] = [];
    const before = await startRelay(options);
    const { id, admin, adminKey, memberKey, chat, moderate } = await castOf(before, 'closed');
    const [kept, deleted] = [chat(memberKey), chat(memberKey)];
    const last = [kept, deleted, moderate(9005, ['e', deleted.id]), moderate(9009, ['code', 'sesame'])];
    for (const event of last) expect(await admin.publish(event)).toBe(true);
    await before.stop();
    await withRelay(
      async (relay) => {
        const client = await Client.connect(relay.url);
        expect(relay.pubkey).toBe(before.pubkey);
        expect(said).toContainEqual(expect.stringMatching(/^ready: \d+ events, 1 groups$/));
        expect(await client.askIds({ '#h': [id], kinds: [9] })).toEqual([kept.id]);
        expect(await client.publish(deleted)).toMatch(/^blocked: /);
        expect(await client.publish(chat(memberKey))).toBe(true);
        expect(await client.publish(new Key().sign(9021, [['h', id], ['code', 'sesame']]))).toBe(true); // prettier-ignore
        expect((await membersShownTo(client, id)).slice(0, 2)).toEqual([adminKey.pubkey, memberKey.pubkey]);
      },
      { ...options, log: (line) => said.push(line) },
    );
  });

  test('a cold membership cache refuses members whom the snapshot still names', async ({}, testInfo) => {
    const options = { file: testInfo.outputPath('events.jsonl'), secretKey: generateSecretKey() };
    const before = await startRelay(options);
    const { id, memberKey, chat } = await castOf(before, 'closed');
    await before.stop();
    await withRelay(
      async ({ url }) => {
        const client = await Client.connect(url);
        expect(await client.publish(chat(memberKey))).toBe('restricted: you are not a member of that group');
        expect(await membersShownTo(client, id)).toContain(memberKey.pubkey);
      },
      { ...options, seams: { replayMembership: () => [] } },
    );
  });

  test('a half written last line is dropped, and a corrupt line is named', async ({}, testInfo) => {
    const file = testInfo.outputPath('events.jsonl');
    await withRelay(
      async ({ url }) => {
        const client = await Client.connect(url);
        await client.publish(new Key().sign(1));
      },
      { file },
    );
    appendFileSync(file, '{"id":"00');
    await withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      expect(await client.ask({ kinds: [1] })).toHaveLength(1);
      await client.publish(new Key().sign(1));
    }, { file }); // prettier-ignore
    writeFileSync(file, readFileSync(file, 'utf8').replace('"kind":1', '"kind":2'));
    await expect(startRelay({ file })).rejects.toThrow(/file: line 1 of .*events\.jsonl is not an event/);
  });

  test('a taken port is an error that names the option', () =>
    withRelay(async ({ port }) => {
      await expect(startRelay({ port })).rejects.toThrow(`port: ${port} is taken`);
    }));

  test('stopping closes sockets with 1001', async () => {
    const relay = await startRelay();
    const client = await Client.connect(relay.url);
    const closed = client.closeCode();
    await relay.stop();
    expect(await closed).toBe(1001);
  });
});
