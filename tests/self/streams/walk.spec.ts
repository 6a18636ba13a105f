import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Passed } from './front.ts';
import { expectAsPromised } from './as-promised.ts';
import { expect, test } from './streams-lab.ts';

/** Too short for a second question where the first was answered by nobody. */
const SHORT_MS = 900;

const HTML = { 'content-type': 'text/html' };

/** What stands before an API, or in its place. */
const INSTEAD: { what: string; answer: Passed; side: string; problem: string; mend: string }[] = [
  {
    ...{ what: 'a proxy answers 502', answer: { status: 502, headers: HTML, body: '<h1>Bad gateway</h1>' } },
    ...{
      side: 'relay',
      problem: 'HTTP 502 "<h1>Bad gateway</h1>"',
      mend: 'The proxy answers, the API behind it does not',
    },
  },
  {
    ...{ what: 'a proxy answers 503', answer: { status: 503, headers: HTML, body: 'no healthy upstream' } },
    ...{ side: 'relay', problem: 'HTTP 503 "no healthy upstream"', mend: 'STAGING_STREAMS_URL is right, it is down' },
  },
  {
    ...{ what: 'a firewall answers 403', answer: { status: 403, headers: HTML, body: '<h1>Access denied</h1>' } },
    ...{ side: 'policy', problem: 'HTTP 403 "<h1>Access denied</h1>"', mend: 'ask from another address' },
  },
  {
    ...{ what: 'a login page answers 401', answer: { status: 401, headers: HTML, body: 'who are you' } },
    ...{ side: 'policy', problem: 'HTTP 401 "who are you"', mend: 'This client is refused, others may be served' },
  },
];

test.describe('a walk', () => {
  test('where nobody listens names the address and the setting', async ({ start, walk }) => {
    const api = await start({ dialect: 'frontend' });
    await api.stop();
    const { side, doubt, problem, earlier, walk: made } = await walk(api, 'frontend', { deadlineMs: SHORT_MS + 1000 });
    expect({ side, doubt, made }).toEqual({ side: 'relay', doubt: 'way', made: undefined });
    expect(problem).toContain(`No answer of the API ${api.url}: ECONNREFUSED`);
    expect(problem).toContain('→ Nobody listens there, or the way is blocked: check STAGING_STREAMS_URL');
    expect(earlier).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  test('where connections are taken and nothing is said ends in time', async ({ start, walk }) => {
    const taken = new Set<Socket>();
    const mute = createServer((socket) => taken.add(socket)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const url = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const api = await start({ dialect: 'backend' });
    const { side, problem } = await walk(api, 'backend', { settings: { url }, deadlineMs: SHORT_MS });
    for (const socket of taken) socket.destroy();
    mute.close();
    expect(side).toBe('relay');
    expect(problem).toMatch(/No answer of the API .*: no answer for \d{3} ms \(GET \/health, request req_/);
    expect(problem).toContain('STAGING_STREAMS_URL takes connections or drops packets, and says nothing');
  });

  for (const { what, answer, side, problem, mend } of INSTEAD)
    test(`where ${what} says so`, async ({ start, front, walk }) => {
      const api = await start({ dialect: 'frontend' });
      const { url } = await front(api.url, () => answer);
      const outcome = await walk(api, 'frontend', { settings: { url }, deadlineMs: SHORT_MS });
      expect(outcome).toMatchObject({ side, problem: expect.stringContaining(problem) });
      expect(outcome.problem).toContain(mend);
      expect(outcome.walk).toBeUndefined();
    });

  test('asks an address that always answers where there is a doubt', async ({ start, walk }) => {
    const [gone, control] = [await start({ dialect: 'frontend' }), await start({ dialect: 'frontend' })];
    await gone.stop();
    const asked = { deadlineMs: SHORT_MS };
    const ask = (controlUrl: string): ReturnType<typeof walk> =>
      walk(gone, 'frontend', { ...asked, settings: { controlUrl } });
    expect(await ask(control.url)).toMatchObject({
      side: 'relay',
      problem: expect.stringContaining('STAGING_CONTROL_URL answers, so this machine is not cut off'),
    });
    expect(await ask(gone.url)).toMatchObject({ side: 'runner' });
  });

  test('has patience with an API that comes up, and tells of it', async ({ start, front, walk }) => {
    const api = await start({ dialect: 'frontend' });
    let questions = 0;
    const { url } = await front(api.url, (answer) => {
      questions += 1;
      return questions > 2 ? answer : { status: 502, headers: HTML, body: 'not yet' };
    });
    const outcome = await walk(api, 'frontend', { settings: { url } });
    expectAsPromised(outcome);
    expect(outcome.earlier).toHaveLength(2);
    expect(outcome.earlier?.[0]).toContain('HTTP 502 "not yet"');
  });

  test('judges an API that is not ready, and does not write where that says nothing of its network', async ({
    start,
    walk,
  }) => {
    const readiness = () => ({ status: 503, headers: {}, body: { status: 'degraded', checks: {} } });
    const api = await start({ dialect: 'frontend', seams: { readiness } });
    const { walk: made, notWritten } = await walk(api, 'frontend');
    expect(notWritten).toBeUndefined();
    expect(made?.writes).toMatchObject({ applies: false, didNotRun: true });
    expect(made?.writes).toMatchObject({
      because: expect.stringContaining('the API does not say what has to be known first: HTTP 503'),
    });
    expect(api.payments()).toEqual([]);
  });
});
