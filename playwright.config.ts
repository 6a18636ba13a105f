import { defineConfig, type ReporterDescription } from '@playwright/test';
import type { TargetName } from './fixtures/target.ts';
import { listenForSignals } from './gate/verdict/ended-by.ts';

listenForSignals();

const reports = process.env['RELAY_CANARY_REPORTS'] ?? 'reports';

const reporter: ReporterDescription[] = [
  ['list'],
  ['html', { open: 'never', outputFolder: `${reports}/html` }],
  ['junit', { outputFile: `${reports}/junit.xml` }],
  ['json', { outputFile: `${reports}/results.json` }],
  ['allure-playwright', { resultsDir: `${reports}/allure-results` }],
  ['./fixtures/evidence/summary-reporter.ts'],
  ['./fixtures/evidence/leak-scan-reporter.ts', { directory: reports }],
  ['./gate/verdict/reporter.ts', { directory: reports }],
];

const CANARY = ['tests/before-all/**', 'tests/canary/**'];
const PROTOCOL = 'tests/protocol/**';

export default defineConfig<object, { targetName: TargetName }>({
  testDir: 'tests',
  outputDir: `${reports}/test-results`,
  reporter,
  globalSetup: './fixtures/begin-run.ts',
  workers: 3,
  forbidOnly: process.env['CI'] !== undefined,
  captureGitInfo: { commit: false, diff: false },
  projects: [
    { name: 'local', testMatch: [...CANARY, PROTOCOL], workers: 2, use: { targetName: 'local' } },
    // What is red is tried once more, on fresh connections, before anybody is woken.
    { name: 'pr-staging', testMatch: [...CANARY, PROTOCOL], workers: 2, retries: 1, use: { targetName: 'staging' } },
    {
      name: 'nightly',
      testMatch: [...CANARY, PROTOCOL, 'tests/nightly/**'],
      workers: 2,
      retries: 1,
      use: { targetName: 'staging' },
    },
    // One visit serves every check, so a second worker would only visit the relay twice.
    { name: 'prod-canary', testMatch: CANARY, workers: 1, retries: 1, use: { targetName: 'prod' } },
    // Most of its time is spent waiting for other processes.
    { name: 'self', testMatch: 'tests/self/**/*.spec.ts', fullyParallel: true },
  ],
});
