import { expect, test } from '@playwright/test';
import { Client, Key, withRelay } from './client.ts';

test.describe('limits', () => {
  test('are advertised with the relay information, and subgroups too', () =>
    withRelay(
      async ({ url }) => {
        const headers = { Accept: 'application/nostr+json' };
        const answer = await fetch(url.replace('ws:', 'http:'), { headers });
        expect(await answer.json()).toMatchObject({
          nip29: { subgroups: true },
          limitation: { max_filters: 20, max_event_tags: 2000, max_content_length: 65536, max_limit: 7, default_limit: 5 }, // prettier-ignore
        });
      },
      { limits: { maxLimit: 7, defaultLimit: 5 } },
    ));

  test('an event with too many tags or too long a content is refused as invalid', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const tags = (count: number) => Array.from({ length: count }, () => ['t', 'duck']);
      expect(await client.publish(new Key().sign(1, tags(2000)))).toBe(true);
      expect(await client.publish(new Key().sign(1, tags(2001)))).toMatch(/^invalid: /);
      expect(await client.publish(new Key().sign(1, [], '🦆'.repeat(65_536)))).toBe(true);
      expect(await client.publish(new Key().sign(1, [], 'x'.repeat(65_537)))).toMatch(/^invalid: /);
    }));

  test('a request with too many filters is closed as invalid', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const filters = Array.from({ length: 21 }, () => ({ kinds: [1] }));
      expect(await client.ask(...filters.slice(1))).toEqual([]);
      expect(await client.ask(...filters)).toMatch(/^invalid: /);
      expect(await client.countOf(...filters)).toMatch(/^invalid: /);
    }));

  test('a filter without a limit gets the default one, and none gets more than the highest', () =>
    withRelay(
      async ({ url }) => {
        const client = await Client.connect(url);
        for (let count = 0; count < 4; count++) await client.publish(new Key().sign(1));
        expect(await client.ask({ kinds: [1] })).toHaveLength(2);
        expect(await client.ask({ kinds: [1], limit: 100 })).toHaveLength(3);
      },
      { limits: { maxLimit: 3, defaultLimit: 2 } },
    ));

  test('an event of 1970 is taken, and kinds and times that are no whole numbers are not', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const event = new Key().sign(1, [], '', 0);
      expect(await client.publish(event)).toBe(true);
      for (const kind of [-1, 1.5, 65536, '1', null])
        expect((await client.ok({ ...event, kind } as never))[3]).toMatch(/^invalid: kind /);
      for (const created_at of [-1, 1.5, 2 ** 53, '1', null])
        expect((await client.ok({ ...event, created_at } as never))[3]).toMatch(/^invalid: created_at /);
    }));
});
