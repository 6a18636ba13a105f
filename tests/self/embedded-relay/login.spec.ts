import { expect, test } from '@playwright/test';
import { Client, Key, nowInSeconds, withRelay } from './client.ts';

const tagsFor = (client: Client, changed: Record<string, string> = {}): string[][] =>
  Object.entries({ relay: client.url, challenge: client.challenge, ...changed });

test.describe('login', () => {
  test('every socket gets a challenge of its own', () =>
    withRelay(async ({ url }) => {
      const clients = await Promise.all(Array.from({ length: 5 }, () => Client.connect(url)));
      for (const { challenge } of clients) expect(challenge).toMatch(/^[0-9a-f]{32}$/);
      expect(new Set(clients.map(({ challenge }) => challenge)).size).toBe(5);
    }));

  test('a login that is wrong in one point is refused with the reason', () =>
    withRelay(async ({ url }) => {
      const [client, other] = [await Client.connect(url), await Client.connect(url)];
      const key = new Key();
      const right = key.sign(22242, tagsFor(client));
      const wrong = {
        kind: key.sign(22243, tagsFor(client)),
        challenge: key.sign(22242, tagsFor(other)),
        relay: key.sign(22242, tagsFor(client, { relay: 'ws://elsewhere.example' })),
        past: key.sign(22242, tagsFor(client), '', nowInSeconds() - 660),
        future: key.sign(22242, tagsFor(client), '', nowInSeconds() + 660),
        signature: { ...right, sig: '0'.repeat(128) },
      };
      for (const [point, event] of Object.entries(wrong))
        expect(await client.auth(event)).toEqual([
          'OK',
          event.id,
          false,
          expect.stringMatching(`^invalid: .*${point}`),
        ]);
    }));

  test('case, a trailing slash and nine minutes make no difference', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const tags = tagsFor(client, { relay: `${url.replace('ws:', 'WS:')}/` });
      expect((await client.auth(new Key().sign(22242, tags, '', nowInSeconds() - 540)))[2]).toBe(true);
    }));

  test('reading and writing ask for a login where the policy does', () =>
    withRelay(
      async ({ url }) => {
        const client = await Client.connect(url);
        const [key, second] = [new Key(), new Key()];
        expect(await client.ask({ kinds: [1], limit: 0 })).toMatch(/^auth-required: /);
        expect(await client.countOf({ kinds: [1] })).toMatch(/^auth-required: /);
        expect(await client.publish(key.sign(1))).toMatch(/^auth-required: /);
        await (await client.login(key)).login(second);
        expect(await client.publish(key.sign(1))).toBe(true);
        expect(await client.publish(second.sign(1))).toBe(true);
        expect(await client.publish(new Key().sign(1))).toMatch(/^restricted: /);
        expect(await client.countOf({ kinds: [1] })).toBe(2);
      },
      { policy: { authToRead: true, authToWrite: true } },
    ));

  test('a protected event is taken from its authenticated author only, and never reposted', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const [author, other] = [new Key(), new Key()];
      const event = author.sign(1, [['-']]);
      expect(await client.publish(event)).toMatch(/^auth-required: /);
      await client.login(other);
      expect(await client.publish(event)).toMatch(/^restricted: /);
      await client.login(author);
      expect(await client.publish(event)).toBe(true);
      expect(await client.publish(other.sign(6, [['e', event.id]], JSON.stringify(event)))).toMatch(/^restricted: /);
    }));
});

test.describe('relay information', () => {
  test('is served to every origin, with the key that signs group snapshots', () =>
    withRelay(async ({ url, pubkey }) => {
      const address = url.replace('ws:', 'http:');
      const answer = await fetch(address, { headers: { Accept: 'text/html, application/nostr+json;q=0.9' } });
      expect(answer.headers.get('content-type')).toBe('application/nostr+json');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(await answer.json()).toMatchObject({
        self: pubkey,
        supported_nips: [1, 9, 11, 29, 40, 42, 43, 45, 50, 70, 77],
      });
      const health = await (await fetch(`${address}/health`)).text();
      expect(health).toBe('{"status":"ok","version":"0.1.0","uptime_seconds":0,"connections":0}');
    }));
});
