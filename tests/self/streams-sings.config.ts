import { resolve } from 'node:path';
import { defineConfig, type Project } from '@playwright/test';
import type { KnownFailures } from '../../fixtures/requirements/known-failures.ts';
import type { LocalStreams } from '../../fixtures/streams/walk-local.ts';
import type { TargetName } from '../../fixtures/target.ts';
import { readFaults } from '../../lab/faults/all.ts';
import type { Fault } from '../../lab/faults/fault.ts';

/** From the root of the repository, wherever this configuration stands. */
const reports = resolve(import.meta.dirname, '../..', process.env['RELAY_CANARY_REPORTS'] ?? 'reports/proof-streams');

interface Options {
  targetName: TargetName;
  localStreams: LocalStreams;
  knownFailures: KnownFailures;
}

/** What else is red with a fault: a stream that is not there cannot be settled either. Listed means red, here too. */
const BESIDE: Record<string, string[]> = {
  'STR-03': ['wrong-credentials-are-refused'],
  'STR-09': [
    ...['changed-list-is-shown', 'settle-before-start-is-refused', 'start-makes-it-active', 'settle-gives-a-hash'],
    ...['settle-is-idempotent', 'settles-only-once', 'state-agrees-with-answers', 'events-come'],
  ],
  'STR-10': ['other-body-is-refused'],
  'STR-14': [
    ...[
      'start-makes-it-active',
      'settle-gives-a-hash',
      'settle-is-idempotent',
      'state-agrees-with-answers',
      'events-come',
    ],
  ],
  'STR-15': ['earlier-settlement-is-kept', 'settles-only-once'],
  'STR-17': ['settle-is-idempotent', 'events-come'],
  'STR-24': ['only-own-streams'],
  'STR-28': ['settle-gives-a-hash', 'settle-is-idempotent', 'events-come', 'nothing-is-left-open'],
  'STR-29': ['settle-is-idempotent', 'settles-only-once', 'events-come'],
  'STR-31': ['wrong-credentials-are-refused'],
};

/** All checks of one dialect against the embedded API with one fault. What is meant for it is listed, and listed means red. */
function projectOf({ id, title, meant, deployment, injection }: Fault): Project<object, Options>[] {
  if (injection.at !== 'streams') return [];
  const beside = (BESIDE[id] ?? []).map((name) => `streams/${name}`);
  const red = [...Object.values(meant).flat(), ...beside];
  return [
    {
      name: `broken: ${id}`,
      testMatch: 'streams/**/*.spec.ts',
      grep: new RegExp(`@${injection.dialect}-api`),
      workers: 1,
      use: {
        targetName: 'local',
        localStreams: { ...deployment?.streams, ...injection.streams() },
        knownFailures: Object.fromEntries(red.map((requirement) => [requirement, title])),
      },
    },
  ];
}

export default defineConfig<object, Options>({
  testDir: '..',
  outputDir: `${reports}/test-results`,
  reporter: [['list'], ['json', { outputFile: `${reports}/results.json` }]],
  workers: 3,
  projects: (await readFaults()).flatMap(projectOf),
});
