import { expect, test } from '@playwright/test';
import { readFaults } from '../../lab/faults/all.ts';
import { runProject } from '../../lab/run/run-project.ts';

const faults = (await readFaults()).filter(({ injection }) => injection.at === 'streams');
const meant = faults.flatMap((fault) => [...new Set(Object.values(fault.meant).flat())]);

test('every fault of a streams API is red in its own checks, and in no others than are listed', async ({}, testInfo) => {
  testInfo.setTimeout(240_000);
  const run = await runProject({
    ...{ project: 'broken:*', reports: testInfo.outputPath('reports'), settings: {} },
    arguments: ['-c', 'tests/self/streams-sings.config.ts'],
  });
  const red = run.checks.filter(({ outcome }) => outcome === 'known').map(({ requirement }) => requirement);
  expect(faults.length).toBeGreaterThanOrEqual(12);
  expect(run.red, run.output).toEqual([]);
  expect(red).toEqual(expect.arrayContaining(meant));
  expect(run.exitCode).toBe(0);
});
