import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { verdictSchema, type Verdict } from '../../../gate/verdict/verdict.ts';
import { makeScratch } from '../../../lab/infrastructure/scratch.ts';
import { startFrameProxy, type Wire } from '../../../lab/proxy/frames.ts';
import type { RelayOptions } from '../../../lab/relay/start.ts';
import { startLabRelay, type LabRelay } from '../../../lab/run/lab-relay.ts';
import { startGate, type GateRun, type StartedGate } from '../../../lab/run/run-gate.ts';

/** How the gate is run; what is left out is as for a healthy relay, in directories of the test's own. */
interface Asked {
  /** In addition to those of the lab's relay. */
  settings?: Record<string, string>;
  arguments?: string[];
  program?: 'gate' | 'playwright';
  under?: string[];
  /** Names of directories below that of the test. */
  reports?: string;
  state?: string;
}

interface GateFixtures {
  /** A healthy relay of the test's own, whose log holds nothing but what provisioning wrote. */
  ownLab: LabRelay;
  /** The path of something in the directory of this test. */
  place: (name: string) => string;
  /** Starts the gate against the lab's relay. Whatever still runs when the test ends is killed. */
  start: (asked?: Asked) => StartedGate;
  /** Runs it to its end. */
  run: (asked?: Asked) => Promise<GateRun>;
  /** Starts a server of the test's own on a free port, and gives the port. */
  listen: (server: Server) => Promise<number>;
  /** A setting that leads to the lab's relay through a proxy that changes things on the way. */
  through: (wire: Wire) => Promise<Record<string, string>>;
  /** A setting that leads to another instance of the lab's relay, restarted on a copy of its log with these changes. */
  broken: (change: Pick<RelayOptions, 'seams' | 'policy' | 'limits'>) => Promise<Record<string, string>>;
}

/** One healthy relay for all tests of a worker; the gate, in processes of its own. */
export const test = base.extend<GateFixtures, { lab: LabRelay }>({
  lab: [
    async ({}, use) => {
      const relay = await startLabRelay();
      await use(relay);
      await relay.stop();
    },
    { scope: 'worker' },
  ],

  ownLab: async ({}, use) => {
    const relay = await startLabRelay();
    await use(relay);
    await relay.stop();
  },

  place: async ({}, use) => {
    const scratch = makeScratch();
    await use(scratch.file);
    await scratch.remove();
  },

  start: async ({ lab, place }, use) => {
    const started: StartedGate[] = [];
    await use(({ settings = {}, reports = 'reports', state = 'state', ...asked } = {}) => {
      const gate = startGate({
        ...{ ...asked, reports: place(reports), state: place(state) },
        settings: { ...lab.settings, ...settings },
      });
      started.push(gate);
      return gate;
    });
    for (const { kill, ended } of started) {
      kill('SIGKILL');
      await ended;
    }
  },

  run: async ({ start }, use) => use((asked) => start(asked).ended),

  listen: async ({}, use) => {
    const stops: (() => Promise<unknown>)[] = [];
    await use(async (server) => {
      const sockets = new Set<{ destroy: () => unknown }>();
      server.on('connection', (socket) => sockets.add(socket));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      stops.push(async () => {
        for (const socket of sockets) socket.destroy();
        server.close();
        await once(server, 'close');
      });
      return (server.address() as AddressInfo).port;
    });
    for (const stop of stops) await stop();
  },

  through: async ({ lab }, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (wire) => {
      const proxy = await startFrameProxy(lab.url);
      proxy.change(wire);
      stops.push(proxy.stop);
      return { PROD_RELAY_URL: proxy.url };
    });
    for (const stop of stops) await stop();
  },

  broken: async ({ lab }, use) => use(async (change) => ({ PROD_RELAY_URL: (await lab.twin(change)).url })),
});

/** An HTTP server that gives everybody this answer. */
export const answering = (status: number, headers: Record<string, string> = {}): Server => {
  const answer: RequestListener = (_request, response) =>
    void response.writeHead(status, { connection: 'close', ...headers }).end('an answer');
  return createHttpServer(answer);
};

/**
 * The verdict of a run, after seeing that it is told the same everywhere: by verdict.json, which has the shape of
 * gate/verdict/verdict.ts, by the last line of the output, and by the exit code.
 */
export function agreed({ verdict: file, line, exitCode, output, reports }: GateRun): Verdict {
  expect(file, output).toBeDefined();
  const verdict = verdictSchema.parse(file);
  const { run, summary, reason } = verdict;
  expect(line, output).toMatchObject({ verdict: verdict.verdict, reason, summary, exitCode: verdict.exitCode, run });
  expect(exitCode, `${join(reports, 'verdict.json')} has another exit code`).toBe(verdict.exitCode);
  return verdict;
}

export { expect };
