import { ACCOUNT, expect, test } from './api.ts';

const PAST = [ACCOUNT, ACCOUNT, ACCOUNT, ACCOUNT, ACCOUNT];

interface Page {
  data: { id: string }[];
  meta: { hasNext: boolean; nextCursor: string | null; total: number };
}

const asQuery = (cursor: string | null): string | null => (cursor === null ? null : `cursor=${cursor}`);

test.describe('the frontend dialect, read', () => {
  test('is ready, and says on which chain it is', async ({ frontend }) => {
    const client = await frontend();
    const { status, body } = await client.get('/api/readyz');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'ok',
      checks: { config: { status: 'ok' }, stellar: { message: `reachable: ${client.api.url}/mock-horizon` } },
      network: { name: 'mock', passphrase: 'relay-canary mock chain' },
    });
    expect((await client.get('/mock-horizon')).body).toEqual({ network_passphrase: 'relay-canary mock chain' });
    expect((await client.get('/api/streams/health')).body).toMatchObject({
      dependencies: { database: { status: 'ok' } },
    });
  });

  test('says of another chain only what it was told', async ({ frontend }) => {
    const client = await frontend({ network: { horizonUrl: 'https://horizon.example' } });
    const { body } = await client.get('/api/readyz');
    expect(body).toMatchObject({ checks: { stellar: { message: 'reachable: https://horizon.example' } } });
    expect(body).not.toHaveProperty('network');
  });

  test('lists page by page, each stream once', async ({ frontend }) => {
    const client = await frontend({ past: PAST });
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await client.get(`/api/streams?limit=2&${cursor}`)).body as Page;
      ids.push(...page.data.map(({ id }) => id));
      expect(page.meta.total).toBe(5);
      cursor = asQuery(page.meta.nextCursor);
    }
    expect(new Set(ids).size).toBe(5);
  });

  test('lists by status, and refuses a limit or a cursor that is none', async ({ frontend }) => {
    const client = await frontend({ past: PAST });
    expect((await client.get('/api/streams?status=draft')).body).toMatchObject({ meta: { total: 0 } });
    const limit = await client.get('/api/streams?limit=101');
    expect(limit.status).toBe(422);
    expect(limit.body).toMatchObject({ error: { code: 'VALIDATION_ERROR', details: [{ field: 'limit' }] } });
    expect((await client.get('/api/streams?cursor=x')).body).toMatchObject({ error: { code: 'INVALID_CURSOR' } });
  });

  test('answers 304 to the tag of a list until it changes', async ({ frontend }) => {
    const client = await frontend();
    const tag = (await client.get('/api/streams')).headers['etag'] ?? '';
    const unchanged = await client.get('/api/streams', { 'if-none-match': tag, 'x-request-id': 'again' });
    expect(unchanged.status).toBe(304);
    expect(unchanged.headers['x-request-id']).toBe('again');
    await client.make();
    expect((await client.get('/api/streams', { 'if-none-match': tag })).status).toBe(200);
  });

  test('demands a token that it knows', async ({ frontend }) => {
    const client = await frontend();
    for (const authorization of ['', 'Bearer nobody', `Basic ${client.api.token}`]) {
      const { status, body } = await client.get('/api/streams', { authorization, 'x-request-id': 'mine' });
      expect(status).toBe(401);
      expect(body).toMatchObject({ error: { code: 'UNAUTHORIZED', request_id: 'mine' } });
    }
  });

  test("shows nobody another user's stream", async ({ frontend }) => {
    const client = await frontend();
    const [other] = client.api.streams();
    expect(other?.user).toBe('somebody-else');
    expect((await client.get('/api/streams')).body).toMatchObject({ data: [], meta: { total: 0 } });
    const { status, body } = await client.get(`/api/streams/${other?.row.id ?? ''}`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: 'STREAM_NOT_FOUND' } });
    expect((await client.post(`/api/streams/${other?.row.id ?? ''}/start`)).status).toBe(404);
  });

  test('names every request, in its own words or in those of the client', async ({ frontend }) => {
    const client = await frontend();
    expect((await client.get('/nowhere', { 'x-request-id': 'req_1' })).headers['x-request-id']).toBe('req_1');
    expect((await client.get('/api/healthz')).headers['x-request-id']).toMatch(/^req_[\da-f-]{36}$/);
    expect(client.api.requests()).toContainEqual({ method: 'GET', path: '/nowhere' });
  });
});
