import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { test as base } from '@playwright/test';
import { makeScratch, type Scratch } from '../../../lab/infrastructure/scratch.ts';
import type { WatchOptions } from '../../../gate/watch/options.ts';
import type { Order } from '../../../gate/watch/order.ts';
import { startWatch } from '../../../gate/watch/watch.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import { makeFakeClock, settle, type FakeClock } from './fake-clock.ts';
import { verdictOf } from './verdicts.ts';

export const TOKEN = 'a-token-of-the-self-test';

/** An answer of the watch. */
export interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A watch whose gate and clock are in the hands of a test. */
export interface TestWatch {
  url: string;
  clock: FakeClock;
  /** What the gate was asked for, oldest first. */
  orders: Order[];
  /** Ends the run that is on. */
  finish: (verdict: Verdict) => Promise<void>;
  said: string[];
  warned: string[];
  /** How often alerts were told again. */
  resent: () => number;
  get: (path: string, headers?: OutgoingHttpHeaders) => Promise<Got>;
  /** Sends JSON with the token. */
  post: (path: string, body: unknown, headers?: OutgoingHttpHeaders) => Promise<Got>;
  stop: () => Promise<void>;
}

const FIXED: Omit<WatchOptions, 'state'> = {
  project: 'prod-canary',
  relay: 'wss://relay.example',
  everyMs: 300_000,
  jitter: 0,
  listen: { host: '127.0.0.1', port: 0, isLoopback: true },
  token: TOKEN,
  historyDays: 30,
  runDeadlineMs: 900_000,
  exportTo: undefined,
};

/** Sends a request as it stands: also with a Host that fetch would not send. */
export const send = (url: string, method: string, headers: OutgoingHttpHeaders, body = ''): Promise<Got> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false, timeout: 10_000 }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject).end(body);
  });

/** Starts a watch on a free port; its first run is on when this resolves. */
export async function startTestWatch(state: string, changes: Partial<WatchOptions> = {}): Promise<TestWatch> {
  const clock = makeFakeClock();
  const [orders, said, warned]: [Order[], string[], string[]] = [[], [], []];
  let resent = 0;
  let finishRun: (verdict: Verdict) => void = () => undefined;
  const run = (order: Order): Promise<Verdict> => {
    orders.push(order);
    return new Promise((resolve) => (finishRun = resolve));
  };
  const gate = { run, end: () => finishRun(verdictOf('aborted')), kill: () => undefined };
  const watch = await startWatch(
    { ...FIXED, state, ...changes },
    {
      ...{ clock, gate, random: () => 0.5, say: (line) => said.push(line), warn: (sentence) => warned.push(sentence) },
      resendAlerts: () => Promise.resolve((resent += 1)),
    },
  );
  const json = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
  return {
    ...{ url: watch.url, clock, orders, said, warned, stop: watch.stop, resent: () => resent },
    finish: async (verdict) => {
      finishRun(verdict);
      await settle();
    },
    get: (path, headers = {}) => send(watch.url + path, 'GET', headers),
    post: (path, body, headers = {}) =>
      send(watch.url + path, 'POST', { ...json, ...headers }, typeof body === 'string' ? body : JSON.stringify(body)),
  };
}

/** Tests of the watch: with one on a free port where they ask for it. */
export const test = base.extend<{ scratch: Scratch; watch: TestWatch }>({
  scratch: async ({}, use) => {
    const scratch = makeScratch();
    await use(scratch);
    await scratch.remove();
  },
  watch: async ({ scratch }, use) => {
    const watch = await startTestWatch(scratch.file('state'));
    await use(watch);
    await watch.stop();
  },
});

export { expect } from '@playwright/test';
