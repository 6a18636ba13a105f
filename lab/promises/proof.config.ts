import { defineConfig, type Project } from '@playwright/test';
import { readPromises } from './all.ts';
import type { BrokenPromise } from './promise.ts';

const reports = process.env['RELAY_CANARY_REPORTS'] ?? 'reports';

/** A run of one folder of checks against one broken relay. What has to be red is listed, and listed means red. */
const project = (folder: string, { broken, relay, red, beside = [] }: BrokenPromise): Project => ({
  name: `${folder}: ${broken}`,
  testMatch: `protocol/${folder}/**/*.spec.ts`,
  workers: 1,
  use: {
    targetName: 'local',
    localRelay: relay(),
    knownFailures: Object.fromEntries([...red, ...beside].map((requirement) => [requirement, broken])),
  },
});

export default defineConfig({
  testDir: '../../tests',
  outputDir: `../../${reports}/proof/test-results`,
  reporter: [['./proof-reporter.ts', { file: `${reports}/proof/promises.json` }]],
  workers: 2,
  projects: [...(await readPromises())].flatMap(([folder, promises]) =>
    promises.map((promise) => project(folder, promise)),
  ),
});
