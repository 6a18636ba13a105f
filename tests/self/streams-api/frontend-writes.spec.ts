import { expect, NEW_STREAM, test } from './api.ts';

test.describe('the frontend dialect, written', () => {
  test('takes a stream from draft to its end', async ({ frontend }) => {
    const client = await frontend();
    const made = await client.post('/api/streams', NEW_STREAM);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ data: { ...NEW_STREAM, status: 'draft', nextAction: 'start' } });
    const { id } = (made.body as { data: { id: string } }).data;
    expect(id).toMatch(/^stream-[\da-f]{8}$/);
    expect((await client.post(`/api/streams/${id}/start`)).body).toMatchObject({ data: { status: 'active' } });
    const settled = await client.settle(id, 'one');
    const [payment] = client.api.payments();
    expect(payment?.hash).toMatch(/^[\da-f]{64}$/);
    expect(settled.body).toMatchObject({
      data: {
        status: 'ended',
        nextAction: 'withdraw',
        settlementTxHash: payment?.hash,
        settlement: { txHash: payment?.hash },
      },
    });
    expect((await client.get(`/api/streams/${id}`)).body).toEqual(settled.body);
  });

  test('refuses a step that the state forbids, and says so', async ({ frontend }) => {
    const client = await frontend();
    const id = await client.make();
    const early = await client.settle(id, 'one');
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({ error: { code: 'INVALID_STREAM_STATE' } });
    await client.post(`/api/streams/${id}/start`);
    expect((await client.post(`/api/streams/${id}/start`)).status).toBe(409);
    // What was refused is not remembered under its key.
    expect((await client.settle(id, 'one')).status).toBe(200);
    expect((await client.settle(id, 'two')).status).toBe(409);
    expect(client.api.payments()).toHaveLength(1);
  });

  test('makes one stream for a key, and refuses another body under it', async ({ frontend }) => {
    const client = await frontend();
    const first = await client.post('/api/streams', NEW_STREAM, 'key');
    const again = await client.post('/api/streams', NEW_STREAM, 'key');
    expect(first.headers['idempotency-replay']).toBe('false');
    expect(again.headers['idempotency-replay']).toBe('true');
    expect(again).toMatchObject({ status: 201, body: first.body });
    const other = await client.post('/api/streams', { ...NEW_STREAM, rate: '2' }, 'key');
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'IDEMPOTENCY_CONFLICT' } } });
    expect(client.api.streams()).toHaveLength(2);
  });

  test('demands a key to settle, and pays once for it', async ({ frontend }) => {
    const client = await frontend();
    const [id, other] = [await client.run(), await client.run()];
    const without = await client.post(`/api/streams/${id}/settle`);
    expect(without).toMatchObject({ status: 400, body: { error: 'IdempotencyKeyRequired' } });
    expect((await client.settle(id, 'x'.repeat(256))).body).toMatchObject({ error: 'IdempotencyKeyInvalid' });
    const [first, again] = await Promise.all([client.settle(id, 'key'), client.settle(id, 'key')]);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect((await client.settle(other, 'key')).body).toMatchObject({ error: 'IdempotencyKeyReused' });
    expect(client.api.payments()).toHaveLength(1);
  });

  test('names every wrong field', async ({ frontend }) => {
    const client = await frontend();
    const wrong: [body: object, codes: string[]][] = [
      [{}, ['recipient MISSING_FIELD', 'rate MISSING_FIELD', 'schedule MISSING_FIELD']],
      [{ ...NEW_STREAM, recipient: NEW_STREAM.recipient.replace(/.$/, '7') }, ['recipient INVALID_STELLAR_KEY']],
      [{ ...NEW_STREAM, rate: 'much', schedule: 'soon' }, ['rate INVALID_RATE_FORMAT', 'schedule INVALID_SCHEDULE']],
      [{ ...NEW_STREAM, rate: '-1' }, ['rate NEGATIVE_RATE']],
      [{ ...NEW_STREAM, rate: '0.00000001' }, ['rate DECIMAL_PRECISION_EXCEEDED']],
    ];
    for (const [body, codes] of wrong) {
      const answer = await client.post('/api/streams', body);
      expect(answer.status).toBe(422);
      const { details } = (answer.body as { error: { details: { field: string; code: string }[] } }).error;
      expect(details.map(({ field, code }) => `${field} ${code}`)).toEqual(codes);
    }
    const text = await client.post('/api/streams', 'no JSON');
    expect(text).toMatchObject({ status: 400, body: { error: { code: 'INVALID_REQUEST' } } });
    expect((await client.post('/api/streams', 'x'.repeat(257 * 1024))).status).toBe(413);
  });

  test('demands that cookie and header agree', async ({ frontend }) => {
    const client = await frontend();
    for (const headers of [{ cookie: '' }, { 'x-csrf-token': '' }, { 'x-csrf-token': 'another' }]) {
      const { status, body } = await client.ask('POST', '/api/streams', { body: NEW_STREAM, headers });
      expect(status).toBe(403);
      expect(body).toMatchObject({ error: { code: 'CSRF_TOKEN_INVALID' } });
    }
    expect(client.api.streams()).toHaveLength(1);
  });

  test('says when a limit is over, and then serves again', async ({ frontend }) => {
    const client = await frontend({ limits: { readsPerMinute: Infinity, writesPerMinute: 1, retryAfterSeconds: 1 } });
    await client.make();
    const limited = await client.post('/api/streams', NEW_STREAM);
    expect(limited).toMatchObject({ status: 429, body: { error: { code: 'rate_limit_exceeded' } } });
    expect(limited.headers['retry-after']).toBe('1');
    expect((await client.get('/api/streams')).status).toBe(200);
    await expect.poll(async () => (await client.post('/api/streams', NEW_STREAM)).status, { timeout: 5000 }).toBe(201);
  });
});
