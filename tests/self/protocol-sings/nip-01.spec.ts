import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProject, type ProjectRun } from '../../../lab/run/run-project.ts';
import type { LabRelay } from '../lab-relay.ts';
import { expect, test } from '../lab.ts';
import { PROMISES } from './nip-01-promises.ts';

/** Runs one check of pr-staging, by its title, against the lab relay. */
async function runCheck({ settings }: LabRelay, title: string): Promise<ProjectRun> {
  const directory = mkdtempSync(join(tmpdir(), 'relay-canary-'));
  const staging = Object.entries(settings).map(([name, value]) => [name.replace('PROD_', 'STAGING_'), value]);
  const run = await runProject({
    project: 'pr-staging',
    reports: join(directory, 'reports'),
    settings: Object.fromEntries(staging) as Record<string, string>,
    arguments: ['tests/protocol/nip-01', '--grep', ` ${title} `, '--workers=1'],
  });
  rmSync(directory, { recursive: true, force: true });
  return run;
}

test.describe('the checks of NIP-01', () => {
  test.describe.configure({ timeout: 60_000 });

  for (const { check, title, broken, seams } of PROMISES)
    test(`${check} is red where ${broken}`, async ({ labRelay }) => {
      await labRelay.restart({ seams: seams() });
      const run = await runCheck(labRelay, title);
      expect(run.red).toEqual([check]);
      expect(run.green).toEqual([]);
    });
});
