import { ACCOUNT, expect, NEW_ROW, test } from './api.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

test.describe('the backend dialect', () => {
  test('is alive and ready, and says on which chain it is', async ({ backend }) => {
    const client = await backend();
    expect((await client.get('/health')).body).toMatchObject({ status: 'ok', service: 'streampay-backend' });
    expect((await client.get('/health/ready')).body).toMatchObject({
      ...{ status: 'ok', details: { database: 'healthy', rpc: 'healthy' } },
      network: { name: 'mock', passphrase: 'relay-canary mock chain' },
    });
  });

  test('demands a key that it knows, in either header', async ({ backend }) => {
    const client = await backend();
    const missing = await client.get('/api/v1/streams', { 'x-api-key': '' });
    expect(missing).toMatchObject({ status: 401, body: { error: 'API key invalid or revoked' } });
    const none = await fetch(`${client.api.url}/api/v1/streams`);
    expect([none.status, await none.json()]).toEqual([401, { error: 'API key missing' }]);
    const authorization = `ApiKey ${client.api.token}`;
    expect((await fetch(`${client.api.url}/api/v1/streams`, { headers: { authorization } })).status).toBe(200);
  });

  test('lists the newest first, by offset and by what is asked', async ({ backend }) => {
    const client = await backend({ past: [ACCOUNT, ACCOUNT] });
    const id = await client.makeRow();
    expect((await client.get('/api/v1/streams?limit=1')).body).toMatchObject({
      total: 3,
      limit: 1,
      offset: 0,
      streams: [{ id }],
    });
    const rest = await client.get('/api/v1/streams?offset=1');
    expect(rest.body).toMatchObject({ total: 3, streams: [{ status: 'completed' }, { status: 'completed' }] });
    expect((await client.get('/api/v1/streams?status=active')).body).toMatchObject({ total: 1 });
    expect((await client.get('/api/v1/streams?limit=0')).body).toMatchObject({
      ...{ error: 'Validation failed', details: { limit: [expect.any(String)] } },
    });
  });

  test('makes an active row, and names every wrong field', async ({ backend }) => {
    const client = await backend();
    const made = await client.post('/api/v1/streams', NEW_ROW);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...NEW_ROW,
      status: 'active',
      labels: [],
      transactionHash: null,
      deletedAt: null,
    });
    const wrong = await client.post('/api/v1/streams', {
      ...NEW_ROW,
      ratePerSecond: '-1',
      startTime: 'soon',
      payer: 'me',
    });
    expect(wrong.status).toBe(400);
    const { error, details } = wrong.body as { error: string; details: object };
    expect([error, Object.keys(details).sort()]).toEqual([
      'Validation failed',
      ['payer', 'ratePerSecond', 'startTime'],
    ]);
    expect((await client.post('/api/v1/streams', 'x'.repeat(101 * 1024))).body).toMatchObject({
      error: 'payload_too_large',
    });
  });

  test('changes only what may be changed, and only what was seen', async ({ backend }) => {
    const client = await backend();
    const id = await client.makeRow();
    const { body } = await client.patch(id, { labels: ['synthetic'], offChainMemo: 'a run', status: 'paused' });
    expect(body).toMatchObject({ labels: ['synthetic'], offChainMemo: 'a run', status: 'paused' });
    expect((await client.patch(id, { payer: ACCOUNT })).body).toEqual({ error: 'Invalid fields: payer' });
    expect((await client.patch(id, { status: 'ended' })).body).toEqual({ error: 'Invalid status value' });
    const stale = { labels: [], updatedAt: '2026-01-01T00:00:00.000Z' };
    expect(await client.patch(id, stale)).toMatchObject({
      status: 404,
      body: { error: 'Stream not found or update conflict' },
    });
    const { updatedAt } = body as { updatedAt: string };
    expect((await client.patch(id, { labels: [], updatedAt })).status).toBe(200);
  });

  test('a completed row is paid once and stays completed', async ({ backend }) => {
    const client = await backend({ chain: { failNext: 1 } });
    const id = await client.makeRow();
    expect(await client.patch(id, { status: 'completed' })).toMatchObject({
      status: 502,
      body: { error: 'Settlement failed' },
    });
    expect((await client.get(`/api/v1/streams/${id}`)).body).toMatchObject({ status: 'active', transactionHash: null });
    const answers = await Promise.all([
      client.patch(id, { status: 'completed' }),
      client.patch(id, { status: 'completed' }),
    ]);
    const [payment, ...more] = client.api.payments();
    expect(more).toEqual([]);
    expect(answers[0].body).toMatchObject({ status: 'completed', transactionHash: payment?.hash });
    expect(answers[1]).toMatchObject({ status: 409, body: { error: 'Stream is already completed' } });
  });

  test('a deleted row is gone for its user, and stays in the store', async ({ backend }) => {
    const client = await backend();
    const id = await client.makeRow();
    expect((await client.ask('DELETE', `/api/v1/streams/${id}`)).status).toBe(204);
    expect((await client.ask('DELETE', `/api/v1/streams/${id}`)).status).toBe(404);
    expect((await client.get('/api/v1/streams')).body).toMatchObject({ total: 0 });
    expect(client.api.streams().map(({ row }) => row.id)).toContain(id);
  });

  test("shows nobody another user's row", async ({ backend }) => {
    const client = await backend();
    const [other] = client.api.streams();
    for (const id of [other?.row.id ?? '', UNKNOWN])
      expect(await client.get(`/api/v1/streams/${id}`)).toMatchObject({
        status: 404,
        body: { error: 'Stream not found' },
      });
    expect((await client.patch(other?.row.id ?? '', { status: 'cancelled' })).status).toBe(404);
    expect((await client.get('/api/v1/streams/first')).body).toEqual({ error: 'Invalid stream ID format' });
  });
});
