import type { VerdictName } from '../../../gate/verdict/names.ts';
import { settle } from './fake-clock.ts';
import { expect, startTestWatch, test, TOKEN, type Got, type TestWatch } from './a-watch.ts';
import { REFUSED, verdictOf } from './verdicts.ts';

/** The body that Flagger sends. */
const flagger = (checksum: string, metadata: Record<string, string> = {}): object => ({
  ...{ name: 'relay', namespace: 'prod', phase: 'Progressing', checksum, metadata },
});

const reasonOf = ({ status, body }: Got): unknown => [status, (JSON.parse(body) as { reason: string }).reason];

/** Ends the first run, which nobody asked for, so that nothing is on. */
const afterTheFirstRun = (watch: TestWatch): Promise<void> => watch.finish(verdictOf('pass'));

/** Waits until so many runs were begun. */
const begun = (watch: TestWatch, count: number): Promise<void> =>
  expect.poll(() => watch.orders.length, { intervals: [5] }).toBe(count);

const ANSWERS: Record<VerdictName, number> = {
  ...{ pass: 200, degraded: 200, fail: 422 },
  ...{ inconclusive: 503, insufficient: 503, usage: 503, aborted: 503 },
};

test.describe('POST /v1/run', () => {
  for (const [name, status] of Object.entries(ANSWERS) as [VerdictName, number][])
    test(`${name} is answered with ${status}`, async ({ watch }) => {
      await afterTheFirstRun(watch);
      const answer = watch.post('/v1/run', flagger('abc'));
      await begun(watch, 2);
      await watch.finish(verdictOf(name));
      const { body, ...got } = await answer;
      expect([got.status, JSON.parse(body)]).toMatchObject([status, { verdict: name }]);
    });

  test("a red run tells the relay's own words", async ({ watch }) => {
    await afterTheFirstRun(watch);
    const answer = watch.post('/v1/run', flagger('abc'));
    await begun(watch, 2);
    await watch.finish(verdictOf('fail'));
    expect((await answer).body).toContain(REFUSED);
  });

  test('a request waits for the run that is on, and gets one of its own', async ({ watch }) => {
    const answer = watch.post('/v1/run', flagger('abc', { deployId: 'v1.2.3' }));
    await settle();
    await watch.finish(verdictOf('pass'));
    await begun(watch, 2);
    expect(watch.orders[1]).toEqual({ trigger: 'request', deployId: 'v1.2.3' });
    await watch.finish(verdictOf('fail'));
    expect((await answer).status).toBe(422);
  });

  test('the same checksum gets 409 while its run is on, then its answer for two minutes, then a new run', async ({
    watch,
  }) => {
    await afterTheFirstRun(watch);
    const first = watch.post('/v1/run', flagger('abc'));
    await begun(watch, 2);
    expect(reasonOf(await watch.post('/v1/run', flagger('abc')))).toEqual([409, 'still-running']);
    await watch.finish(verdictOf('fail'));
    const { body } = await first;
    await watch.clock.pass(119_000);
    expect(await watch.post('/v1/run', flagger('abc'))).toMatchObject({ status: 422, body });
    expect(watch.orders).toHaveLength(2);
    await watch.clock.pass(1_000);
    const again = watch.post('/v1/run', flagger('abc'));
    await begun(watch, 3);
    await watch.finish(verdictOf('pass'));
    expect((await again).status).toBe(200);
  });

  test('the answer for one deploy is not given for another with the same checksum', async ({ watch }) => {
    await afterTheFirstRun(watch);
    const first = watch.post('/v1/run', flagger('abc', { deployId: 'v1' }));
    await begun(watch, 2);
    await watch.finish(verdictOf('pass'));
    await first;
    const second = watch.post('/v1/run', flagger('abc', { deployId: 'v2' }));
    await begun(watch, 3);
    await watch.finish(verdictOf('fail'));
    expect((await second).status).toBe(422);
  });

  test('three may wait, and the next is sent away', async ({ watch }) => {
    const waiting = ['one', 'two', 'three'].map((checksum) => watch.post('/v1/run', flagger(checksum)));
    await expect
      .poll(async () => reasonOf(await watch.post('/v1/run', flagger('four'))))
      .toEqual([429, 'too-many-waiting']);
    for (const count of [2, 3, 4]) {
      await watch.finish(verdictOf('pass'));
      await begun(watch, count);
    }
    await watch.finish(verdictOf('pass'));
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('two at once never run at once', async ({ watch }) => {
    await afterTheFirstRun(watch);
    const both = [watch.post('/v1/run', {}), watch.post('/v1/run', {})];
    await begun(watch, 2);
    await settle();
    expect(watch.orders).toHaveLength(2);
    await watch.finish(verdictOf('pass'));
    await begun(watch, 3);
    await watch.finish(verdictOf('pass'));
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
  });

  test('whoever waits ten minutes is sent away, and the answer waits for the next request', async ({ watch }) => {
    await afterTheFirstRun(watch);
    const first = watch.post('/v1/run', flagger('abc'));
    await begun(watch, 2);
    await watch.clock.pass(600_000);
    expect(reasonOf(await first)).toEqual([503, 'deadline']);
    await watch.finish(verdictOf('pass'));
    expect((await watch.post('/v1/run', flagger('abc'))).status).toBe(200);
  });

  test('a watch that is stopped answers whoever waits', async ({ scratch }) => {
    const watch = await startTestWatch(scratch.file('state'));
    const answer = watch.post('/v1/run', flagger('abc'));
    await expect
      .poll(async () => reasonOf(await watch.post('/v1/run', flagger('abc'))))
      .toEqual([409, 'still-running']);
    await watch.stop();
    expect(reasonOf(await answer)).toEqual([503, 'stopping']);
    expect(watch.said.at(-1), 'the run that was on is told').toContain('aborted');
  });
});

const right = `Bearer ${TOKEN}`;
const basic = (password: string): string => `Basic ${Buffer.from(`canary:${password}`).toString('base64')}`;

/** What is sent, and what it gets; nothing of it may start a run. */
const REFUSALS: Record<string, { body?: unknown; headers?: Record<string, string>; gets: [number, string] }> = {
  'no token': { headers: { authorization: '' }, gets: [401, 'wrong-token'] },
  'a wrong token': { headers: { authorization: `${right}x` }, gets: [401, 'wrong-token'] },
  'a wrong password': { headers: { authorization: basic('guess') }, gets: [401, 'wrong-token'] },
  'the token without a scheme': { headers: { authorization: TOKEN }, gets: [401, 'wrong-token'] },
  'another web page': { headers: { origin: 'https://evil.example' }, gets: [403, 'wrong-origin'] },
  'a page in a sandbox': { headers: { origin: 'null' }, gets: [403, 'wrong-origin'] },
  'another Host': { headers: { host: 'evil.example' }, gets: [421, 'wrong-host'] },
  'a form': { headers: { 'content-type': 'text/plain' }, gets: [415, 'not-json'] },
  'half of a body': { body: '{"checksum":', gets: [400, 'broken-json'] },
  'a list': { body: [], gets: [400, 'unknown-body'] },
  'a body that is too large': { body: { name: 'x'.repeat(65_536) }, gets: [413, 'too-large'] },
  'a large body without its length': {
    ...{ body: { name: 'x'.repeat(65_536) }, headers: { 'transfer-encoding': 'chunked' } },
    gets: [413, 'too-large'],
  },
  'another relay': { body: flagger('a', { relay: 'wss://evil.example' }), gets: [400, 'other-relay'] },
  'a relay that is no address': { body: flagger('a', { relay: '$(id)' }), gets: [400, 'other-relay'] },
  'another project': { body: flagger('a', { project: 'nightly' }), gets: [400, 'other-project'] },
  'a deploy id that is a command': { body: flagger('a', { deployId: '$(reboot)' }), gets: [400, 'unknown-body'] },
  'a deploy id of two lines': { body: flagger('a', { deployId: 'v1\n' }), gets: [400, 'unknown-body'] },
};

test.describe('requests for runs that are refused', () => {
  for (const [what, { body = {}, headers = {}, gets }] of Object.entries(REFUSALS))
    test(`${what} gets ${gets[0]}`, async ({ watch }) => {
      await afterTheFirstRun(watch);
      expect(reasonOf(await watch.post('/v1/run', body, headers))).toEqual(gets);
      await settle();
      expect(watch.orders).toHaveLength(1);
    });

  test('where no token is set, nobody may start a run, and the answer names the setting', async ({ scratch }) => {
    const watch = await startTestWatch(scratch.file('state'), { token: undefined });
    const answer = await watch.post('/v1/run', {}, { authorization: 'Bearer undefined' });
    expect(reasonOf(answer)).toEqual([401, 'no-token-set']);
    expect(answer.body).toContain('RELAY_CANARY_WATCH_TOKEN');
    await watch.stop();
  });

  test('the token is taken as a password too, as Flagger and browsers send it', async ({ watch }) => {
    await afterTheFirstRun(watch);
    const relay = 'wss://relay.example/';
    const headers = { authorization: basic(TOKEN) };
    const answer = watch.post('/v1/run', flagger('abc', { relay, project: 'prod-canary', anything: '$(id)' }), headers);
    await begun(watch, 2);
    expect(watch.orders[1]).toEqual({ trigger: 'request' });
    await watch.finish(verdictOf('pass'));
    expect((await answer).status).toBe(200);
  });
});

test.describe('POST /v1/rollback-check', () => {
  const ask = (watch: TestWatch, checksum = 'new'): Promise<Got> => watch.post('/v1/rollback-check', flagger(checksum));

  test('nothing is rolled back before a run has ended', async ({ watch }) => {
    expect(reasonOf(await ask(watch))).toEqual([412, 'no-run-yet']);
  });

  for (const name of Object.keys(ANSWERS) as VerdictName[])
    test(`${name} of a run after the release gets ${name === 'fail' ? 200 : 412}`, async ({ watch }) => {
      await afterTheFirstRun(watch);
      await ask(watch);
      await watch.clock.pass(300_000);
      await watch.finish(verdictOf(name));
      expect(reasonOf(await ask(watch))).toEqual([name === 'fail' ? 200 : 412, name]);
    });

  test('a red run of the version before does not undo the release that mends it', async ({ watch }) => {
    await watch.clock.pass(1);
    await watch.finish(verdictOf('fail'));
    expect(reasonOf(await ask(watch, 'mended'))).toEqual([412, 'no-run-since-the-release']);
  });

  test('a red run of long ago rolls nothing back', async ({ watch }) => {
    await afterTheFirstRun(watch);
    await ask(watch);
    await watch.clock.pass(300_000);
    await watch.finish(verdictOf('fail'));
    const answer = ask(watch);
    expect((await answer).status).toBe(200);
    await watch.clock.pass(661_000);
    expect(reasonOf(await ask(watch))).toEqual([412, 'stale']);
  });

  test('a request that names no release is refused', async ({ watch }) => {
    expect(reasonOf(await watch.post('/v1/rollback-check', {}))).toEqual([400, 'no-checksum']);
  });

  test('without the token it is refused', async ({ watch }) => {
    expect((await watch.post('/v1/rollback-check', flagger('new'), { authorization: '' })).status).toBe(401);
  });
});

test('alerts that fire are told again each minute', async ({ watch }) => {
  await watch.clock.pass(60_000);
  await watch.clock.pass(60_000);
  expect(watch.resent()).toBe(2);
});
