import { expect, test } from '@playwright/test';
import { Client, Key, nowInSeconds, withRelay } from './client.ts';

test.describe('replaceable events', () => {
  test('the newest version wins in whatever order they come, and survives being sent again', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const key = new Key();
      const [older, newer] = [key.sign(0, [], 'older', nowInSeconds() - 5), key.sign(0, [], 'newer')];
      await client.publish(newer);
      expect(await client.publish(older)).toMatch(/^duplicate: /);
      expect(await client.publish(newer)).toBe(true);
      expect(await client.askIds({ authors: [key.pubkey] })).toEqual([newer.id]);
    }));

  test('the lowest id wins within one second', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const key = new Key();
      const versions = ['a', 'b', 'c'].map((content) => key.sign(10002, [], content, 1_700_000_000));
      for (const version of versions) await client.publish(version);
      expect(await client.askIds({ kinds: [10002] })).toEqual([versions.map(({ id }) => id).sort()[0]]);
    }));

  test('addressable events with different d live side by side', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const key = new Key();
      const versions = [key.sign(30023, [['d', 'a']], '', 1000), key.sign(30023, [['d', 'b']]), key.sign(30023, [['d', 'a']])]; // prettier-ignore
      for (const version of versions) await client.publish(version);
      const kept = versions.slice(1).map(({ id }) => id);
      expect((await client.askIds({ kinds: [30023] })).sort()).toEqual(kept.sort());
    }));
});

test.describe('deletion', () => {
  test('the author deletes by id, the request stays, and the event cannot come back', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const key = new Key();
      const note = key.sign(1);
      const request = key.sign(5, [['e', note.id]]);
      for (const event of [note, request]) await client.publish(event);
      expect(await client.askIds({ authors: [key.pubkey] })).toEqual([request.id]);
      expect(await client.publish(note)).toMatch(/^blocked: /);
    }));

  test("others' events and deletions themselves stay", () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const [key, other] = [new Key(), new Key()];
      const note = key.sign(1);
      const deletion = other.sign(5, [['e', note.id]]);
      for (const event of [note, deletion, other.sign(5, [['e', deletion.id]])]) await client.publish(event);
      expect(await client.askIds({ ids: [note.id, deletion.id] })).toHaveLength(2);
    }));

  test('an address is deleted up to the time of the request, colons in d included', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const key = new Key();
      const version = (seconds: number) => key.sign(30023, [['d', 'a:b']], '', seconds);
      await client.publish(version(1000));
      await client.publish(key.sign(5, [['a', `30023:${key.pubkey}:a:b`]], '', 2000));
      expect(await client.askIds({ kinds: [30023] })).toEqual([]);
      expect(await client.publish(version(1500))).toMatch(/^blocked: /);
      expect(await client.publish(version(2001))).toBe(true);
    }));

  test("somebody else's address stays, and a replaceable event goes", () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const [author, other] = [new Key(), new Key()];
      const events = [author.sign(0), author.sign(10002), author.sign(30023, [['d', 'a:b']])];
      for (const event of events) await client.publish(event);
      const addresses = ['0:', '10002:', '30023:'].map((kind, index) => ['a', `${kind}${author.pubkey}:${index === 2 ? 'a:b' : ''}`]); // prettier-ignore
      await client.publish(other.sign(5, addresses));
      expect(await client.ask({ authors: [author.pubkey] })).toHaveLength(3);
      await client.publish(author.sign(5, [['a', `30023:${author.pubkey}:a`]]));
      expect(await client.ask({ kinds: [0, 10002, 30023] })).toHaveLength(3);
      await client.publish(author.sign(5, addresses, 'all'));
      expect(await client.ask({ kinds: [0, 10002, 30023] })).toEqual([]);
    }));
});
