import { expect, NEW_STREAM, test } from './api.ts';

test.describe('settlements', () => {
  test('where the chain fails, the stream stays as it was and the key is free', async ({ frontend }) => {
    const client = await frontend({ chain: { failNext: 1 } });
    const id = await client.run();
    const failed = await client.settle(id, 'key');
    expect(failed).toMatchObject({ status: 502, body: { error: { code: 'SETTLEMENT_FAILED' } } });
    expect((await client.get(`/api/streams/${id}`)).body).toMatchObject({ data: { status: 'active' } });
    expect(client.api.payments()).toEqual([]);
    expect((await client.settle(id, 'key')).headers['idempotency-replay']).toBe('false');
  });

  test('two keys at once pay once, also on a slow chain', async ({ frontend }) => {
    const client = await frontend();
    const id = await client.run();
    client.api.chain.latencyMs = 50;
    const answers = await Promise.all([client.settle(id, 'one'), client.settle(id, 'two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(client.api.payments()).toHaveLength(1);
  });

  test('streams, payments and keys are there after a restart', async ({ frontend }, testInfo) => {
    const users = [{ name: 'smoke', token: 'of-a-test' }];
    const options = { users, file: testInfo.outputPath('streams.sqlite') };
    const before = await frontend(options);
    const id = await before.run();
    const [settled, made] = [await before.settle(id, 'key'), await before.post('/api/streams', NEW_STREAM, 'key')];
    const [streams, payments] = [before.api.streams(), before.api.payments()];
    await before.api.stop();
    const after = await frontend({ ...options, port: before.api.port });
    expect(after.api).toMatchObject({ url: before.api.url, token: before.api.token });
    expect(after.api.streams()).toEqual(streams);
    expect(after.api.payments()).toEqual(payments);
    expect(await after.settle(id, 'key')).toMatchObject({ status: 200, body: settled.body });
    expect((await after.post('/api/streams', NEW_STREAM, 'key')).body).toEqual(made.body);
    expect((await after.post('/api/streams', { ...NEW_STREAM, rate: '2' }, 'key')).status).toBe(409);
  });

  test('users have streams and keys of their own', async ({ frontend }) => {
    const users = ['one', 'two'].map((name) => ({ name, token: `token-of-${name}` }));
    const client = await frontend({ users });
    const id = await client.run();
    await client.settle(id, 'key');
    const authorization = 'Bearer token-of-two';
    const headers = { authorization, 'idempotency-key': 'key' };
    expect((await client.ask('POST', `/api/streams/${id}/settle`, { headers })).status).toBe(404);
    expect((await client.get('/api/streams', { authorization })).body).toMatchObject({ data: [] });
  });
});
