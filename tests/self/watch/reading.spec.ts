import { expect, send, startTestWatch, test, TOKEN } from './a-watch.ts';
import { verdictOf } from './verdicts.ts';

const NEEDS_TOKEN = ['/', '/metrics', '/v1/verdict', '/v1/history'];

test.describe('reading from a watch', () => {
  test('before the first run has ended there is no verdict', async ({ watch }) => {
    const { status, body } = await watch.get('/v1/verdict?max_age=120');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ verdict: 'insufficient', reason: 'no-run-yet' });
  });

  test('the verdict is served as the gate wrote it, until it is older than max_age', async ({ watch }) => {
    const verdict = verdictOf('pass');
    await watch.clock.pass(8_000);
    await watch.finish(verdict);
    await watch.clock.pass(111_000);
    const fresh = await watch.get('/v1/verdict?max_age=120');
    expect([fresh.status, fresh.headers.age, JSON.parse(fresh.body)]).toEqual([200, '119', verdict]);
    await watch.clock.pass(2_000);
    const stale = await watch.get('/v1/verdict?max_age=120');
    expect([stale.status, JSON.parse(stale.body)]).toMatchObject([503, { verdict: 'insufficient', reason: 'stale' }]);
  });

  test('without max_age a verdict is stale after two intervals and a minute', async ({ watch }) => {
    await watch.finish(verdictOf('pass'));
    await watch.clock.pass(299_000);
    await watch.clock.pass(361_000);
    expect((await watch.get('/v1/verdict')).status).toBe(200);
    await watch.clock.pass(1_000);
    expect((await watch.get('/v1/verdict')).status).toBe(503);
  });

  test('a clock that is set back makes no verdict young', async ({ watch }) => {
    await watch.finish(verdictOf('pass'));
    await watch.clock.pass(200_000);
    watch.clock.jump(-86_400_000);
    expect((await watch.get('/v1/verdict?max_age=120')).status).toBe(503);
  });

  for (const query of ['verdict?max_age=0', 'verdict?max_age=1e9', 'history?hours=0', 'history?hours=721'])
    test(`/v1/${query} is refused, and the answer says what is taken`, async ({ watch }) => {
      const { status, body } = await watch.get(`/v1/${query}`);
      expect([status, JSON.parse(body)]).toMatchObject([
        400,
        { message: expect.stringContaining('from 1 to') as unknown },
      ]);
    });

  test('the history has what the page shows', async ({ watch }) => {
    await watch.finish(verdictOf('fail'));
    const { body } = await watch.get('/v1/history?hours=24');
    expect(JSON.parse(body)).toMatchObject({
      ...{ project: 'prod-canary', relay: 'wss://relay.example', everyMs: 300_000, staleAfterMs: 660_000 },
      ...{ nextRunAt: '2026-11-21T12:05:00.000Z', runningSince: null },
      current: { verdict: 'fail' },
      failures: [{ verdict: 'fail' }],
    });
  });

  test('the metrics are those of the last run, and the next one of the watch', async ({ watch }) => {
    expect((await watch.get('/metrics')).body).not.toContain('probe_success');
    await watch.finish(verdictOf('fail'));
    const { headers, body } = await watch.get('/metrics');
    expect(headers['content-type']).toContain('version=0.0.4');
    expect(body).toMatch(/^relay_canary_verdict\{.*verdict="fail".*\} 1$/m);
    expect(body).toContain('\nrelay_canary_watch_up 1\n');
    expect(body).toContain(`\nrelay_canary_watch_next_run_timestamp_seconds ${Date.UTC(2026, 10, 21, 12, 5) / 1000}\n`);
    expect(body.match(/^# TYPE .*/gm)?.length).toBe(new Set(body.match(/^# TYPE .*/gm)).size);
  });

  for (const host of ['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example'])
    test(`a page that calls this machine "${host}" reads nothing`, async ({ watch }) => {
      const { status, body } = await watch.get('/v1/history', { host });
      expect([status, body]).toEqual([421, expect.not.stringContaining('relay.example')]);
    });

  for (const host of ['localhost:9464', '127.0.0.1', '[::1]:9464'])
    test(`${host} is a name of this machine`, async ({ watch }) => {
      expect((await watch.get('/healthz', { host })).status).toBe(200);
    });

  test('what is not there, and what cannot be done to it, is said', async ({ watch }) => {
    const statuses = [
      await watch.get('/v1/../etc/passwd'),
      await watch.post('/v1/verdict', {}),
      await watch.get('/v1/run'),
      await watch.get('//'),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([404, 405, 405, 404]);
  });

  test('elsewhere than on loopback everything needs the token, but whether the watch is there', async ({ scratch }) => {
    const listen = { host: '127.0.0.1', port: 0, isLoopback: false };
    const watch = await startTestWatch(scratch.file('state'), { listen });
    const host = 'relay-canary.monitoring';
    const authorization = `Bearer ${TOKEN}`;
    for (const path of NEEDS_TOKEN) expect((await watch.get(path, { host })).status, path).toBe(401);
    for (const path of NEEDS_TOKEN) expect((await watch.get(path, { host, authorization })).status).not.toBe(401);
    expect((await watch.get('/healthz', { host })).status).toBe(200);
    await watch.stop();
  });

  test('HEAD tells what GET would, without its body', async ({ watch }) => {
    const { status, body } = await send(`${watch.url}/`, 'HEAD', {});
    expect([status, body]).toEqual([200, '']);
  });
});
