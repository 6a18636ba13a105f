import { defineConfig, type ReporterDescription } from '@playwright/test';
import { declaresInstances, declaresStreams, ofOtherDialects } from './fixtures/config/declared.ts';
import type { Depth } from './fixtures/streams/run.ts';
import type { TargetName } from './fixtures/target.ts';
import { listenForSignals } from './gate/verdict/ended-by.ts';

listenForSignals();

const reports = process.env['RELAY_CANARY_REPORTS'] ?? 'reports';

/** What tells of a run while it goes on: `npm run smoke` has a log of its own. */
const logs: ReporterDescription[] = process.env['RELAY_CANARY_LOG']
  ? [[process.env['RELAY_CANARY_LOG']]]
  : [['list'], ['./fixtures/evidence/summary-reporter.ts']];

const reporter: ReporterDescription[] = [
  ...logs,
  ['html', { open: 'never', outputFolder: `${reports}/html` }],
  ['junit', { outputFile: `${reports}/junit.xml` }],
  ['json', { outputFile: `${reports}/results.json` }],
  ['allure-playwright', { resultsDir: `${reports}/allure-results` }],
  ['./fixtures/evidence/leak-scan-reporter.ts', { directory: reports }],
  ['./gate/verdict/reporter.ts', { directory: reports }],
];

const CANARY = ['tests/before-all/**', 'tests/canary/**'];
const PROTOCOL = 'tests/protocol/**';
const STREAMS = 'tests/streams/**';
const DEPLOY = 'tests/deploy/**';

/** What points at a target shows the checks of one kind of streams API: of the one that is declared there. */
const staging = { grepInvert: ofOtherDialects('STAGING'), retries: 1 };
const prod = { grepInvert: ofOtherDialects('PROD'), retries: 1 };

export default defineConfig<object, { targetName: TargetName; depth: Depth }>({
  testDir: 'tests',
  outputDir: `${reports}/test-results`,
  reporter,
  globalSetup: './fixtures/begin-run.ts',
  workers: 3,
  forbidOnly: process.env['CI'] !== undefined,
  captureGitInfo: { commit: false, diff: false },
  projects: [
    {
      name: 'local',
      testMatch: [...CANARY, PROTOCOL, STREAMS, DEPLOY],
      workers: 2,
      use: { targetName: 'local', depth: 'whole' },
    },
    // What is red is tried once more, on fresh connections, before anybody is woken.
    {
      ...staging,
      name: 'pr-staging',
      testMatch: [...CANARY, PROTOCOL, STREAMS, DEPLOY],
      workers: 2,
      use: { targetName: 'staging', depth: 'whole' },
    },
    {
      ...staging,
      name: 'nightly',
      testMatch: [...CANARY, PROTOCOL, STREAMS, DEPLOY, 'tests/nightly/**'],
      workers: 2,
      use: { targetName: 'staging', depth: 'whole' },
    },
    // One visit serves every check, and one walk; a second worker would only make them twice. Where there is no streams
    // API, nothing of it is loaded: its checks would cost a third of the run, to say that they are not applicable. Several
    // instances are looked for where the target says how many there are.
    {
      ...prod,
      name: 'prod-canary',
      testMatch: [
        ...CANARY,
        ...(declaresStreams('PROD') ? ['tests/streams/reads/**'] : []),
        ...(declaresInstances('PROD') ? ['tests/deploy/split-brain.spec.ts'] : []),
      ],
      workers: 1,
      use: { targetName: 'prod', depth: 'reads' },
    },
    {
      ...staging,
      name: 'smoke',
      testMatch: [...CANARY, STREAMS],
      grep: /@smoke/,
      workers: 1,
      use: { targetName: 'staging', depth: 'smoke' },
    },
    // Breaks real components (npm run game-day); one drill at a time, each on a ground of its own.
    { name: 'game-day', testMatch: 'tests/game-day/**', workers: 1, retries: 0 },
    // Most of its time is spent waiting for other processes.
    { name: 'self', testMatch: 'tests/self/**/*.spec.ts', fullyParallel: true },
  ],
});
