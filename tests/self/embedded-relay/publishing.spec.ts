import { expect, test } from '@playwright/test';
import { Client, Key, nowInSeconds, withRelay } from './client.ts';

test.describe('publishing', () => {
  test('a valid event is answered by one OK with four elements', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const event = new Key().sign(1, [], 'quote " newline \n tab \t 🦆');
      expect(await client.ok(event)).toEqual(['OK', event.id, true, '']);
      expect(await client.ask({ ids: [event.id] })).toEqual([event]);
    }));

  test('a wrong id, signature, kind or time is refused as invalid with its own id', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const key = new Key();
      const event = key.sign(1);
      const forged = [
        { ...event, content: 'changed' },
        { ...event, sig: '0'.repeat(128) },
        { ...event, kind: 65536 },
        { ...event, created_at: 1.5 },
        key.sign(1, [], '', nowInSeconds() + 3600),
        key.sign(22242),
      ];
      for (const wrong of forged) expect(await client.publish(wrong)).toMatch(/^invalid: /);
      expect(await client.ask({ authors: [key.pubkey] })).toEqual([]);
    }));

  test('a duplicate is accepted as such and not delivered again', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const event = new Key().sign(1);
      await client.subscribe('live', { kinds: [1] });
      await client.publish(event);
      const [, , accepted, reason] = await client.ok(event);
      expect([accepted, reason]).toEqual([true, expect.stringMatching(/^duplicate: /)]);
      expect(client.idsOf('live')).toEqual([event.id]);
    }));

  test('an ephemeral event is delivered and not stored', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const event = new Key().sign(20001);
      await client.subscribe('live', { kinds: [20001] });
      expect(await client.publish(event)).toBe(true);
      expect(client.idsOf('live')).toEqual([event.id]);
      expect(await client.ask({ kinds: [20001] })).toEqual([]);
    }));

  test('an expired event is refused, and one that expires is gone from REQ and COUNT', () => {
    let lateSeconds = 0;
    const seams = { clock: (seconds: number) => seconds + lateSeconds };
    return withRelay(
      async ({ url }) => {
        const client = await Client.connect(url);
        const expiring = (inSeconds: number) => new Key().sign(1, [['expiration', String(nowInSeconds() + inSeconds)]]);
        expect(await client.publish(expiring(-1))).toMatch(/^invalid: /);
        expect(await client.publish(expiring(100))).toBe(true);
        expect(await client.countOf({ kinds: [1] })).toBe(1);
        lateSeconds = 200;
        expect(await client.ask({ kinds: [1] })).toEqual([]);
        expect(await client.countOf({ kinds: [1] })).toBe(0);
      },
      { seams },
    );
  });

  test('bad frames earn a NOTICE and leave the socket usable', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const bad = [
        'nonsense',
        '{}',
        '[]',
        '["HELLO"]',
        '["EVENT",{}]',
        '["__proto__"]',
        '["REQ",""]',
        '['.repeat(9999),
      ];
      for (const text of bad) client.webSocket.send(text);
      client.webSocket.send(Buffer.from('["REQ","b",{}]'), { binary: true });
      expect(await client.ask({ kinds: [1] })).toEqual([]);
      expect(client.frames.filter(([verb]) => verb === 'NOTICE')).toHaveLength(bad.length + 1);
    }));

  test('a message over the advertised length closes the socket with 1009', () =>
    withRelay(
      async ({ url }) => {
        const client = await Client.connect(url);
        const closed = client.closeCode();
        client.send('EVENT', 'x'.repeat(2000));
        expect(await closed).toBe(1009);
      },
      { limits: { maxMessageBytes: 1000 } },
    ));
});
