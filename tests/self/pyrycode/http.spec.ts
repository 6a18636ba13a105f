import { once } from 'node:events';
import { expect } from '@playwright/test';
import { WebSocket } from 'ws';
import type { RunningPyrycodeRelay } from '../../../lab/pyrycode/start.ts';
import { test } from './visitor.ts';

const SERVER = { 'x-pyrycode-server': 'mine', 'x-pyrycode-version': '1', 'user-agent': 'self test' };
const CLIENT = { 'x-pyrycode-server': 'mine', 'x-pyrycode-token': 'any', 'user-agent': 'self test' };

/** The status in place of an upgrade. */
async function statusOf(
  { url }: RunningPyrycodeRelay,
  path: string,
  headers: Record<string, string>,
): Promise<unknown> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers });
  const error = (await once(socket, 'error'))[0] as Error;
  return /Unexpected server response: (\d+)/.exec(error.message)?.[1];
}

test.describe('the embedded pyrycode-relay over HTTP', () => {
  test('tells its health in the order of the document', async ({ start, come }) => {
    const relay = await start({ version: '1.2.3' });
    await (await come(relay, 'server', 'mine')).isSettled();
    await (await come(relay, 'client', 'mine')).isSettled();
    const answer = await fetch(`${relay.url}/healthz`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe(
      '{"status":"ok","version":"1.2.3","connected_binaries":1,"connected_phones":1,"uptime_seconds":0}',
    );
  });

  for (const [path, headers] of [
    ['/v1/server', SERVER],
    ['/v1/client', CLIENT],
  ] as const)
    for (const name of Object.keys(headers))
      test(`refuses ${path} with 400 where ${name} is empty`, async ({ start }) => {
        expect(await statusOf(await start(), path, { ...headers, [name]: '' })).toBe('400');
      });

  test('refuses with 429 who has used up the upgrades of his address, on both endpoints', async ({ start, come }) => {
    const relay = await start({ limits: { burst: 2 } });
    await come(relay, 'server', 'mine');
    await come(relay, 'client', 'mine');
    expect(await statusOf(relay, '/v1/client', CLIENT)).toBe('429');
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
  });

  test('allows one upgrade more after each pause', async ({ start, come }) => {
    const relay = await start({ limits: { burst: 1 }, times: { refillEveryMs: 1_000 } });
    await come(relay, 'server', 'mine');
    expect(await statusOf(relay, '/v1/client', CLIENT)).toBe('429');
    await expect(async () => {
      await come(relay, 'client', 'mine');
    }).toPass();
  });

  test('refuses with 503 who comes when all places are taken, until one is free', async ({ start, come }) => {
    const relay = await start({ limits: { maxConnections: 2, burst: 1000 } });
    await (await come(relay, 'server', 'mine')).isSettled();
    const phone = await come(relay, 'client', 'mine');
    expect(await statusOf(relay, '/v1/client', CLIENT)).toBe('503');
    phone.socket.close();
    await expect(async () => {
      await come(relay, 'client', 'mine');
    }).toPass();
  });

  test('knows no other path, and no endpoint without an upgrade', async ({ start }) => {
    const { url } = await start();
    expect((await fetch(`${url}/v2/server`)).status).toBe(404);
    expect((await fetch(`${url}/v1/server`, { headers: SERVER })).status).toBe(426);
    const refused = await fetch(`${url}/v1/client`);
    expect([refused.status, await refused.text()]).toEqual([400, '\n']);
  });

  test('names the option where its port is taken', async ({ start }) => {
    const { port } = await start();
    await expect(start({ port })).rejects.toThrow(`port: ${port} is taken on 127.0.0.1; choose another port`);
  });
});
