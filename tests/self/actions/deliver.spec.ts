import { expect } from '@playwright/test';
import { deliver } from '../../../gate/actions/deliver.ts';
import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { hangs, status, test } from './fixtures.ts';

const REQUEST = { method: 'POST', headers: { authorization: 'Bearer very-secret-token' }, body: '{"a":1}' } as const;

test.describe('a delivery', () => {
  test('arrives whole at the first attempt', async ({ aReceiver }) => {
    const { url, received } = await aReceiver(status(202));
    expect(await deliver(`${url}/a?b=c`, REQUEST)).toEqual({ ok: true, status: 202 });
    expect(received).toMatchObject([
      { method: 'POST', path: '/a?b=c', body: '{"a":1}', headers: { authorization: 'Bearer very-secret-token' } },
    ]);
  });

  for (const passing of [408, 429, 500, 503])
    test(`is tried again after ${passing}`, async ({ aReceiver }) => {
      const { url, received } = await aReceiver(status(passing), status(200));
      expect(await deliver(url, REQUEST)).toEqual({ ok: true, status: 200 });
      expect(received).toHaveLength(2);
    });

  for (const final of [400, 401, 404, 422])
    test(`is not tried again after ${final}, and its words are told`, async ({ aReceiver }) => {
      const { url, received } = await aReceiver(status(final, 'bad \u001b[31m "thing"'));
      const because = `${url} answers ${final} "bad \\u001b[31m \\"thing\\""`;
      expect(await deliver(url, REQUEST)).toEqual({ ok: false, because });
      expect(received).toHaveLength(1);
    });

  test('that hangs once is asked again within the deadline', async ({ aReceiver }) => {
    const { url, received } = await aReceiver(hangs, status(200));
    expect(await deliver(url, REQUEST, { withinMs: 2000 })).toEqual({ ok: true, status: 200 });
    expect(received).toHaveLength(2);
  });

  test('that always hangs ends with its deadline', async ({ aReceiver }) => {
    const { url } = await aReceiver(hangs);
    const start = performance.now();
    const delivered = await deliver(url, REQUEST, { withinMs: 1000 });
    expect(performance.now() - start).toBeLessThan(2000);
    expect(delivered).toMatchObject({
      ok: false,
      because: expect.stringContaining('does not answer within'),
    });
  });

  test('waits longer before each attempt, and for Retry-After', async ({ aReceiver }) => {
    const { url, received } = await aReceiver(status(503), status(429, '', { 'retry-after': '1' }), status(200));
    await deliver(url, REQUEST);
    const [first = 0, second = 0, third = 0] = received.map(({ atMs }) => atMs);
    expect(second - first).toBeGreaterThanOrEqual(240);
    expect(third - second).toBeGreaterThanOrEqual(990);
  });

  test('gives up where Retry-After is beyond the deadline', async ({ aReceiver }) => {
    const { url, received } = await aReceiver(status(429, 'slow down', { 'retry-after': '3600' }));
    expect(await deliver(url, REQUEST)).toEqual({ ok: false, because: `${url} answers 429 "slow down"` });
    expect(received).toHaveLength(1);
  });

  test('ends after its attempts', async ({ aReceiver }) => {
    const { url, received } = await aReceiver(status(500));
    expect(await deliver(url, REQUEST, { attempts: 2 })).toEqual({
      ok: false,
      because: `${url} answers 500 (attempt 2)`,
    });
    expect(received).toHaveLength(2);
  });

  test('that nobody takes is tried again, and says why', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const because = expect.stringMatching(/cannot be reached: ECONNREFUSED .*\(attempt 3\)/);
    expect(await deliver(url, REQUEST)).toMatchObject({ ok: false, because });
  });

  test('whose connection is cut is tried again', async ({ aReceiver }) => {
    const { url, received } = await aReceiver((request) => request.socket.destroy(), status(200));
    expect(await deliver(url, REQUEST)).toEqual({ ok: true, status: 200 });
    expect(received).toHaveLength(2);
  });

  test('does not follow a redirect', async ({ aReceiver }) => {
    const elsewhere = await aReceiver();
    const { url } = await aReceiver(status(307, '', { location: `${elsewhere.url}/?key=very-secret-token` }));
    expect(await deliver(url, REQUEST)).toEqual({
      ok: false,
      because: `${url} answers 307, a redirect, which is not followed: set the address that it leads to`,
    });
    expect(elsewhere.received).toEqual([]);
  });

  test('is taken where the body of the answer never ends', async ({ aReceiver }) => {
    const { url } = await aReceiver((_request, response) => void response.writeHead(200).write('so far'));
    expect(await deliver(url, REQUEST, { withinMs: 2000 })).toEqual({ ok: true, status: 200 });
  });

  test('reads a little of an endless refusal', async ({ aReceiver }) => {
    const words = 'no '.repeat(50_000);
    let written = 0;
    const { url } = await aReceiver((_request, response) => {
      const say = (): void => {
        written += words.length;
        response.write(words, () => setImmediate(say));
      };
      response.writeHead(400).on('error', () => undefined);
      say();
    });
    const delivered = await deliver(url, REQUEST);
    expect(delivered).toEqual({ ok: false, because: `${url} answers 400 "${words.slice(0, 200)}"` });
    expect(written).toBeLessThan(10_000_000);
  });

  test('shows neither query nor headers, where the server repeats them', async ({ aReceiver }) => {
    const { url } = await aReceiver(
      (request, response) =>
        void response.writeHead(403).end(`${request.url ?? ''} ${request.headers.authorization ?? ''}`),
    );
    const delivered = await deliver(`${url}/hook?key=query-secret`, REQUEST);
    expect(delivered).toEqual({ ok: false, because: `${url} answers 403 "/hook[redacted] [redacted]"` });
  });

  for (const [what, url, headers] of [
    ['no address', 'very-secret', {}],
    ['another protocol', 'ftp://very-secret.example', {}],
    ['credentials', 'http://me:very-secret@127.0.0.1:1', {}],
    ['a header with a line break', 'http://127.0.0.1:1', { authorization: 'Bearer very-secret\nx' }],
  ] as const)
    test(`with ${what} is refused without showing it`, async () => {
      const delivered = await deliver(url, { ...REQUEST, headers });
      expect(delivered.ok).toBe(false);
      expect(JSON.stringify(delivered)).not.toContain('very-secret');
    });
});
