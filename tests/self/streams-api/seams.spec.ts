import { HEALTHY_SEAMS, type StreamsSeams } from '../../../lab/streams-api/seams.ts';
import { ACCOUNT, expect, NEW_STREAM, test, type Client } from './api.ts';

/** For each seam a fault, and what a healthy API answers otherwise: the status, or a part of the body as text. */
const FAULTS: {
  [Seam in keyof StreamsSeams]: [fault: StreamsSeams[Seam], ask: (client: Client) => Promise<unknown>];
} = {
  authorization: [() => undefined, async (client) => (await client.get('/api/streams')).status],
  visible: [() => true, async (client) => totalOf(client)],
  checks: [() => ({ kms: { isHealthy: false } }), async (client) => (await client.get('/api/readyz')).status],
  readiness: [(healthy) => ({ ...healthy, status: 503 }), async (client) => (await client.get('/api/readyz')).status],
  page: [() => [], async (client) => JSON.stringify((await client.get('/api/streams?limit=1')).body).includes(ACCOUNT)],
  etag: [() => '"always"', async (client) => (await client.get('/api/streams')).headers['etag'] === '"always"'],
  replayKeys: [
    () => [],
    async (client) => (await client.post('/api/streams', NEW_STREAM, 'old')).headers['idempotency-replay'],
  ],
  recall: [() => ({ as: 'unknown' }), async (client) => twice(client)],
  remember: [() => undefined, async (client) => twice(client)],
  invalid: [() => [], async (client) => (await client.post('/api/streams', {})).status],
  csrf: [() => false, async (client) => (await client.post('/api/streams', NEW_STREAM)).status],
  allowed: [() => true, async (client) => (await client.settle(await client.make(), 'one')).status],
  keep: [() => undefined, async (client) => (await client.get(`/api/streams/${await client.make()}`)).status],
  settle: [
    ({ end }) => {
      end();
      return Promise.resolve();
    },
    async (client) => JSON.stringify((await client.settle(await client.run(), 'one')).body).includes('txHash'),
  ],
  event: [() => undefined, async (client) => namesOf(client)],
  openapi: [() => ({}), async (client) => Object.keys((await client.get('/api/openapi.json')).body as object)],
  response: [(healthy) => ({ ...healthy, status: 418 }), async (client) => (await client.get('/api/healthz')).status],
};

const totalOf = async (client: Client): Promise<number> =>
  ((await client.get('/api/streams')).body as { meta: { total: number } }).meta.total;

/** How many streams two creates under one key make. */
async function twice(client: Client): Promise<number> {
  const before = await totalOf(client);
  for (const key of ['key', 'key']) await client.post('/api/streams', NEW_STREAM, key);
  return (await totalOf(client)) - before;
}

/** The events of a start, until the API ends. */
async function namesOf(client: Client): Promise<string> {
  const id = await client.make();
  const headers = { authorization: `Bearer ${client.api.token}`, 'x-tenant-id': 'synthetic' };
  const response = await fetch(`${client.api.url}/api/streams/${id}/events`, { headers });
  await client.post(`/api/streams/${id}/start`);
  await client.api.stop();
  return (await response.text()).replaceAll(/^data.*$/gm, '');
}

test.describe('seams', () => {
  test('each of them is tried', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(Object.keys(HEALTHY_SEAMS).sort());
  });

  for (const [seam, [fault, ask]] of Object.entries(FAULTS))
    test(`${seam} changes what is answered`, async ({ frontend }, testInfo) => {
      const users = [{ name: 'smoke', token: 'of-a-test' }];
      const options = { users, past: [ACCOUNT], file: testInfo.outputPath('streams.sqlite') };
      const first = await frontend(options);
      await first.post('/api/streams', NEW_STREAM, 'old');
      const healthy = await ask(first);
      await first.api.stop();
      const broken = await frontend({ ...options, seams: { [seam]: fault } });
      expect(await ask(broken)).not.toEqual(healthy);
    });
});
