import { writeFileSync } from 'node:fs';
import type { TestInfo } from '@playwright/test';
import { readRequirements } from '../../fixtures/requirements/catalogue.ts';
import { without } from '../../lab/promises/breaks.ts';
import { expect, test } from './lab.ts';

const CHECK = ['tests/protocol/nip-01-subscribing', '--grep', 'authors finds what they wrote'];
const REQUIREMENT = 'nip-01/filter-authors';

/** The verdict on a deployment of which only some checks were run, all of them green. */
const A_PART = 'insufficient';

/** Writes a list of known failures and gives the setting that names it. */
function listing(failures: Record<string, string>, testInfo: TestInfo): Record<string, string> {
  const file = testInfo.outputPath('known-failures.yaml');
  const lines = Object.entries(failures).map(
    ([requirement, reason]) => `  - requirement: ${requirement}\n    reason: ${reason}`,
  );
  writeFileSync(file, `relay: a relay\nfailures:\n${lines.join('\n')}\n`);
  return { STAGING_KNOWN_FAILURES: file };
}

test.describe('a known failure', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 60_000 });

  test('that is listed is told, and is not red', async ({ labRelay }, testInfo) => {
    await labRelay.restart({ seams: without('authors') });
    const run = await labRelay.runStaging(CHECK, listing({ [REQUIREMENT]: 'it forgot how' }, testInfo));
    expect(run).toMatchObject({ verdict: A_PART, red: [] });
    expect(run.checks).toMatchObject([{ outcome: 'known', reason: `${REQUIREMENT}: it forgot how` }]);
    expect(run.output).toContain(`1 known failure:\n  ${REQUIREMENT}: it forgot how`);
  });

  test('that is not listed is red beside one that is', async ({ labRelay }, testInfo) => {
    await labRelay.restart({ seams: without('authors', 'kinds') });
    const both = [CHECK[0] ?? '', '--grep', 'authors finds|kinds finds'];
    const run = await labRelay.runStaging(both, listing({ [REQUIREMENT]: 'it forgot how' }, testInfo));
    expect(run).toMatchObject({ verdict: 'fail', red: ['nip-01/filter-kinds'] });
  });

  test('that passes is red, so that the list stays true', async ({ labRelay }, testInfo) => {
    const run = await labRelay.runStaging(CHECK, listing({ [REQUIREMENT]: 'it forgot how' }, testInfo));
    expect(run).toMatchObject({ verdict: 'usage', red: [REQUIREMENT] });
    expect(run.output).toContain(`${REQUIREMENT} is listed as a known failure, but it passes`);
  });

  test('in a list that cannot be read stops the run with the name of the setting', async ({ labRelay }) => {
    const run = await labRelay.runStaging(CHECK, { STAGING_KNOWN_FAILURES: 'docs/no-such-list.yaml' });
    expect(run.verdict).toBe('usage');
    expect(run.output).toContain('STAGING_KNOWN_FAILURES cannot be used');
    expect(run.output).toContain('docs/no-such-list.yaml');
  });
});

test.describe('what relays are merely advised to do, broken', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 60_000 });

  test('is a warning, and is not red', async ({ labRelay }) => {
    const requirement = 'nip-01/subscription-id-of-65-is-refused';
    expect(readRequirements('nip-01').find(({ id }) => id === requirement)?.level).toBe('SHOULD');
    await labRelay.restart({ limits: { maxSubidLength: 100 } });
    const run = await labRelay.runStaging([CHECK[0] ?? '', '--grep', 'an id of 65 characters']);
    expect(run).toMatchObject({ verdict: A_PART, red: [] });
    expect(run.checks).toMatchObject([{ requirement, outcome: 'warned' }]);
    expect(run.output).toContain('1 warning:');
  });
});
