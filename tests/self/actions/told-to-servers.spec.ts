import { createHmac, timingSafeEqual } from 'node:crypto';
import { expect } from '@playwright/test';
import { grafana } from '../../../gate/actions/grafana.ts';
import { webhook } from '../../../gate/actions/webhook.ts';
import { aContext, aFailure, aGreenVerdict, aVerdict, SECRET, status, test, type Received } from './fixtures.ts';

const KEY = 'a key of the test';

/** What a receiver does, written from the docstring of webhook.ts alone. */
function isGenuine({ headers, body }: Received, key: string): boolean {
  const expected = createHmac('sha256', key)
    .update(`${String(headers['x-canary-timestamp'])}.`)
    .update(Buffer.from(body));
  const [mine, theirs] = [`sha256=${expected.digest('hex')}`, String(headers['x-canary-signature'])].map((text) =>
    Buffer.from(text),
  );
  return mine?.length === theirs?.length && timingSafeEqual(mine ?? Buffer.alloc(0), theirs ?? Buffer.alloc(1));
}

test.describe('the webhook', () => {
  test('gets the verdict, signed, with its time and its run', async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver();
    const action = await webhook(aContext(state, { webhook: { url: `${url}/hook?a=b`, secret: KEY } }));
    expect(action).toMatchObject({ name: 'webhook', outcome: 'done', detail: `posted the verdict fail to ${url}` });
    const [request] = received as [Received];
    expect(JSON.parse(request.body)).toEqual(aVerdict());
    expect(request.headers['x-canary-id']).toBe('run-1');
    expect(Math.abs(Number(request.headers['x-canary-timestamp']) - Date.now() / 1000)).toBeLessThan(10);
    expect(isGenuine(request, KEY)).toBe(true);
  });

  test('finds out another key, body or time', async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver();
    await webhook(aContext(state, { webhook: { url, secret: KEY } }, { verdict: aVerdict({ summary: 'ä ☃' }) }));
    const [request] = received as [Received];
    expect(isGenuine(request, KEY)).toBe(true);
    expect(isGenuine(request, 'another key')).toBe(false);
    expect(isGenuine({ ...request, body: request.body.replace('fail', 'pass') }, KEY)).toBe(false);
    expect(isGenuine({ ...request, headers: { ...request.headers, 'x-canary-timestamp': '1' } }, KEY)).toBe(false);
  });

  test('gets a green verdict too, and the same run again after a 500', async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver(status(500), status(204));
    const context = aContext(state, { webhook: { url, secret: KEY } }, { verdict: aGreenVerdict() });
    expect(await webhook(context)).toMatchObject({ outcome: 'done' });
    expect(received.map(({ headers }) => headers['x-canary-id'])).toEqual(['run-1', 'run-1']);
    expect(received.every((request) => isGenuine(request, KEY))).toBe(true);
  });

  test('is told of by its origin only where it refuses', async ({ aReceiver, state }) => {
    const { url } = await aReceiver(status(404, 'no hook'));
    const action = await webhook(aContext(state, { webhook: { url: `${url}/x?key=hidden`, secret: KEY } }));
    expect(action).toMatchObject({ outcome: 'failed', detail: `PROD_WEBHOOK_URL: ${url} answers 404 "no hook"` });
  });

  test('gets no secret that the relay repeats', async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver();
    const verdict = aVerdict({ failures: [aFailure('one', `said ${SECRET}`)] });
    await webhook(aContext(state, { webhook: { url, secret: KEY } }, { verdict }));
    expect(received[0]?.body).toContain('said [redacted]');
  });
});

test.describe('Grafana', () => {
  test('gets an annotation from start to end, in milliseconds', async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver();
    const run = { ...aVerdict().run, endedAt: '2026-11-21T10:00:08.000Z' };
    const context = aContext(
      state,
      { grafana: { url: `${url}/grafana/`, token: SECRET } },
      { verdict: aVerdict({ run }) },
    );
    expect(await grafana(context)).toMatchObject({ name: 'grafana', outcome: 'done' });
    expect(received).toMatchObject([
      { method: 'POST', path: '/grafana/api/annotations', headers: { authorization: `Bearer ${SECRET}` } },
    ]);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      time: 1795255200000,
      timeEnd: 1795255208000,
      tags: ['relay-canary', 'verdict:fail', 'env:production', 'project:prod-canary', 'deploy'],
      text: `Canary FAIL deploy abc (wss://relay.example): ${aVerdict().summary}`,
    });
  });

  test("gets the relay's words where the summary lacks them", async ({ aReceiver, state }) => {
    const { url, received } = await aReceiver();
    const verdict = aVerdict({ summary: 'It is broken.' });
    await grafana(aContext(state, { grafana: { url, token: SECRET } }, { verdict }));
    expect(received[0]?.body).toContain('The relay said \\"restricted: you are not a member of that group\\"');
  });

  test('that refuses the token has the mend told, and not the token', async ({ aReceiver, state }) => {
    const { url } = await aReceiver(status(401, `no such token: Bearer ${SECRET}`));
    const action = await grafana(aContext(state, { grafana: { url, token: SECRET } }));
    expect(action).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('PROD_GRAFANA_TOKEN has to be'),
    });
    expect(JSON.stringify(action)).not.toContain(SECRET);
  });
});
