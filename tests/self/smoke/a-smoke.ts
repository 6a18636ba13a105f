import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test as base } from '@playwright/test';
import { makeScratch } from '../../../lab/infrastructure/scratch.ts';
import { startLabRelay, type LabRelay } from '../../../lab/run/lab-relay.ts';
import { readVerdictFile, type ToldVerdict } from '../../../lab/run/run-gate.ts';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';
import { startStreamsApi, type RunningStreamsApi, type StreamsApiOptions } from '../../../lab/streams-api/start.ts';

/** A run of `npm run smoke` that has ended. */
export interface SmokeRun {
  exitCode: number | null;
  seconds: number;
  /** Everything that was printed. */
  log: string;
  verdict: ToldVerdict | undefined;
}

interface SmokeFixtures {
  /** The path of something in the directory of this test. */
  place: (name: string) => string;
  /** Starts a streams API of the test's own. */
  startApi: (options?: Partial<StreamsApiOptions>) => Promise<RunningStreamsApi>;
  /** Runs smoke with these arguments and settings, in a process of its own. */
  smoke: (given: string[], settings?: Record<string, string>) => Promise<SmokeRun>;
}

/** One healthy relay for all tests of a worker; smoke, in processes of its own. */
export const test = base.extend<SmokeFixtures, { lab: LabRelay }>({
  lab: [
    async ({}, use) => {
      const relay = await startLabRelay();
      await use(relay);
      await relay.stop();
    },
    { scope: 'worker' },
  ],

  place: async ({}, use) => {
    const scratch = makeScratch();
    await use(scratch.file);
    await scratch.remove();
  },

  startApi: async ({}, use) => {
    const started: RunningStreamsApi[] = [];
    await use(async (options = {}) => {
      const api = await startStreamsApi({ dialect: 'frontend', ...options });
      started.push(api);
      return api;
    });
    for (const api of started) await api.stop();
  },

  smoke: async ({ place }, use) =>
    use(async (given, settings = {}) => {
      const start = performance.now();
      const reports = place('reports');
      const child = spawn(process.execPath, ['--import', 'tsx', 'gate/smoke/main.ts', ...given], {
        env: {
          ...{ ...cleanEnvironment(), ...settings },
          ...{ RELAY_CANARY_REPORTS: reports, RELAY_CANARY_STATE: place('state') },
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let log = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => (log += text));
      const [exitCode] = (await once(child, 'close')) as [number | null];
      return { exitCode, log, seconds: (performance.now() - start) / 1000, verdict: readVerdictFile(reports) };
    }),
});

/** The settings of a relay and an API, for one target. */
export const settingsFor = (
  prefix: 'PROD' | 'STAGING',
  lab: LabRelay,
  api?: RunningStreamsApi,
): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(lab.settings).map(([name, value]) => [name.replace('PROD', prefix), value])),
  ...(api && {
    [`${prefix}_STREAMS_URL`]: api.url,
    [`${prefix}_STREAMS_TOKEN`]: api.token,
    [`${prefix}_STREAMS_DIALECT`]: 'frontend',
    [`${prefix}_STREAMS_NETWORK`]: 'mock',
  }),
});

/** What every log may not hold: colours, and a token. */
export function isPlain({ log }: SmokeRun, api?: RunningStreamsApi): void {
  expect(log).not.toMatch(/\u001b|\r/);
  expect(log).not.toContain(api?.token ?? 'no token');
}

export { expect };
