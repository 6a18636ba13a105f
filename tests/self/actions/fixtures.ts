import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { test as base } from '@playwright/test';
import type { ActionContext } from '../../../gate/actions/context.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import { makeScratch } from '../../../lab/infrastructure/scratch.ts';

/** A secret that redact knows in these tests. */
export const SECRET = 'glsa_0123456789abcdef';

/** A request as it came. `atMs` is on the clock of performance.now(). */
export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  atMs: number;
}

/** A small HTTP server, and what it got so far. */
export interface Receiver {
  url: string;
  received: Received[];
}

interface Actions {
  /** Starts a server. Its answers are taken in turn; the last one is given again and again. Default: 200. */
  aReceiver: (...answers: RequestListener[]) => Promise<Receiver>;
  /** A directory that can be written. */
  state: string;
}

export const test = base.extend<Actions>({
  aReceiver: async ({}, use) => {
    const stops: (() => Promise<unknown>)[] = [];
    await use(async (...answers) => {
      const received: Received[] = [];
      const server = createServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        request.on('end', () => {
          const { method = '', url: path = '', headers } = request;
          received.push({ method, path, headers, body, atMs: performance.now() });
          (answers[received.length - 1] ?? answers.at(-1) ?? status(200))(request, response);
        });
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      stops.push(async () => {
        server.close().closeAllConnections();
        await once(server, 'close');
      });
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
    });
    for (const stop of stops) await stop();
  },

  state: async ({}, use) => {
    const scratch = makeScratch();
    mkdirSync(scratch.file('state'));
    await use(scratch.file('state'));
    await scratch.remove();
  },
});

/** An answer with this status, and perhaps words and headers. */
export const status =
  (code: number, words = '', headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(code, headers).end(words);

/** Takes the request and says nothing. */
export const hangs: RequestListener = () => undefined;

export const redact = (text: string): string => text.replaceAll(SECRET, '[redacted]');

const AT = '2026-11-21T10:00:00.000Z';

/** A red verdict with a deploy id, or another one. */
export const aVerdict = (part: Partial<Verdict> = {}): Verdict => ({
  schema: 'relay-canary/verdict/v1',
  verdict: 'fail',
  reason: 'blocking-check-failed',
  summary: 'A member may not write: "restricted: you are not a member of that group".',
  exitCode: 1,
  run: {
    id: 'run-1',
    startedAt: AT,
    endedAt: AT,
    durationMs: 8000,
    project: 'prod-canary',
    trigger: 'post-deploy',
    deployId: 'abc',
  },
  target: { relay: 'wss://relay.example', software: null, version: null },
  counts: { planned: 1, ran: 1, passed: 0, failed: 1, flaky: 0, skipped: 0, didNotRun: 0 },
  checks: [],
  failures: [aFailure('nip-29/member-message-is-accepted')],
  samples: {},
  remarks: [],
  slo: [],
  consecutiveFailures: 1,
  lastSuccessAt: null,
  actions: [],
  ...part,
});

/** A blocking failure of the relay. */
export const aFailure = (
  id: string,
  relayMessage = 'restricted: you are not a member of that group',
): Verdict['failures'][number] => ({
  id,
  title: 'every member may write to every group',
  policy: 'blocking',
  side: 'relay',
  because: 'the relay said so',
  relayMessage,
  confirmed: true,
  attempts: ['OK false', 'OK false'],
});

/** A green verdict, or another one without failures. */
export const aGreenVerdict = (part: Partial<Verdict> = {}): Verdict =>
  aVerdict({
    verdict: 'pass',
    reason: 'all-blocking-checks-passed',
    summary: 'All is well.',
    exitCode: 0,
    failures: [],
    ...part,
  });

/** What an action gets to know, with nothing set but what is given. */
export const aContext = (
  state: string,
  settings: Partial<ActionContext['settings']>,
  part: Partial<Omit<ActionContext, 'settings'>> = {},
): ActionContext => ({
  verdict: aVerdict(),
  verdictFile: '/reports/verdict.json',
  state,
  intervalMs: undefined,
  isDryRun: false,
  redact,
  ...part,
  settings: {
    prefix: 'PROD',
    sloFile: undefined,
    rollbackCommand: undefined,
    rollbackTimeoutSeconds: 20,
    alertmanagerUrl: undefined,
    grafana: undefined,
    webhook: undefined,
    textfile: undefined,
    pushgatewayUrl: undefined,
    otlpUrl: undefined,
    ...settings,
  },
});
