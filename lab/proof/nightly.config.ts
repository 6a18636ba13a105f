import { defineConfig } from '@playwright/test';
import type { Pace } from '../../fixtures/nightly/pace.ts';
import type { TargetName } from '../../fixtures/target.ts';

const reports = process.env['RELAY_CANARY_REPORTS'] ?? 'reports';

/** The nightly checks in a hurry: what they wait for is broken at once. */
const HURRY: Pace = { idleSeconds: 3, soakSeconds: 2, writeEveryMs: 50, lifeSeconds: 2 };

export default defineConfig<object, { targetName: TargetName; pace: Pace }>({
  testDir: '../../tests',
  outputDir: `../../${reports}/test-results`,
  reporter: [['json', { outputFile: `${reports}/results.json` }]],
  workers: 1,
  projects: [{ name: 'nightly', testMatch: 'nightly/**', use: { targetName: 'staging', pace: HURRY } }],
});
