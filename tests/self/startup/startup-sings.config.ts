import { defineConfig, type Project } from '@playwright/test';
import type { KnownFailures } from '../../../fixtures/requirements/known-failures.ts';
import type { StartupOptions } from '../../../fixtures/startup/given.ts';
import type { TargetName } from '../../../fixtures/target.ts';

const reports = process.env['RELAY_CANARY_REPORTS'] ?? 'reports';

interface Options {
  targetName: TargetName;
  startupOptions: StartupOptions;
  knownFailures: KnownFailures;
}

/** The startup checks against a small relay with some defects. What has to be red is listed as known to be. */
const project = (files: string, defects: string[], red: string[]): Project<object, Options> => ({
  name: `broken: ${defects.join(', ')}`,
  testMatch: `deploy/startup/${files}.spec.ts`,
  use: {
    targetName: 'local',
    startupOptions: {
      command: ['exec node lab/startup/defective.mjs', ...defects.map((defect) => `'${defect}'`)].join(' '),
      rules: 'lab/startup/defective.yaml',
      refuseMs: 2_000,
      endMs: 1_500,
    },
    knownFailures: Object.fromEntries(red.map((name) => [`deploy/${name}`, defects.join(', ')])),
  },
});

export default defineConfig<object, Options>({
  testDir: '../..',
  outputDir: `${reports}/test-results`,
  reporter: [['json', { outputFile: `${reports}/results.json` }]],
  workers: 3,
  projects: [
    project(
      'single-instance',
      ['ignores the signal', 'takes true for the bypass'],
      [
        'several-instances-are-refused',
        'refusal-names-the-bypass',
        'refusal-comes-before-listening',
        'other-bypass-is-refused',
      ],
    ),
    project(
      'single-instance',
      ['refuses without a signal', 'ignores the bypass'],
      ['bypass-starts', 'no-signal-starts'],
    ),
    project(
      'configuration',
      ['serves without its key', 'waits for a taken port'],
      ['bad-configuration-is-refused', 'bad-configuration-leaves-nothing', 'taken-port-is-refused'],
    ),
    project(
      'sigterm',
      ['cuts connections off', 'forgets what comes after SIGTERM', 'ends with code 1'],
      ['sigterm-closes-connections', 'sigterm-loses-nothing', 'sigterm-ends-with-0'],
    ),
  ],
});
