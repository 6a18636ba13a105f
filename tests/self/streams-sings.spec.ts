import { expect, test } from '@playwright/test';
import { readFault } from '../../lab/faults/all.ts';
import { runProject } from '../../lab/run/run-project.ts';

/** Of each kind one; `npm run proof:streams` has them all. */
const FAULTS = await Promise.all(['STR-05', 'STR-15', 'STR-17', 'STR-18', 'STR-35'].map(readFault));
const [first = '', ...others] = FAULTS.map(({ id }) => `broken: ${id}`);

test('faults of a streams API are red in their own checks, and in no others than are listed', async ({}, testInfo) => {
  testInfo.setTimeout(120_000);
  const run = await runProject({
    ...{ project: first, reports: testInfo.outputPath('reports'), settings: {} },
    arguments: ['-c', 'tests/self/streams-sings.config.ts', ...others.map((name) => `--project=${name}`)],
  });
  const red = run.checks.filter(({ outcome }) => outcome === 'known').map(({ requirement }) => requirement);
  expect(run.red, run.output).toEqual([]);
  expect(red).toEqual(expect.arrayContaining(FAULTS.flatMap(({ meant }) => Object.values(meant).flat())));
  expect(run.exitCode).toBe(0);
});
