import { expect, test } from '@playwright/test';
import { readSmokeArguments, USAGE } from '../../../gate/smoke/arguments.ts';

test.describe('the arguments of smoke', () => {
  for (const { target, project, rest } of [
    { target: 'staging', project: 'smoke', rest: [] },
    { target: 'prod', project: 'prod-canary', rest: [] },
    { target: 'local', project: 'local', rest: ['--grep=@smoke', '--workers=1'] },
  ])
    test(`run ${project} for ${target}, within 90 s`, () => {
      expect(readSmokeArguments([`--target=${target}`])).toMatchObject({
        ...{ target, within: 90, gate: { project, rest, deadlineSeconds: 90, isDryRun: false } },
      });
    });

  test('hand everything else through to the gate, and to Playwright', () => {
    const given = ['--deploy-id=d1', '--dry-run', '--trigger=page', '--within=45', '--', '--headed'];
    expect(readSmokeArguments(['--target=staging', ...given])).toMatchObject({
      within: 45,
      gate: { deployId: 'd1', isDryRun: true, trigger: 'page', deadlineSeconds: 45, rest: ['--headed'] },
    });
  });

  for (const { given, words } of [
    { given: [], words: '--target is not given: say --target=staging, or one of staging, prod, local' },
    { given: ['--target'], words: '--target= is no target: use staging, prod, local' },
    { given: ['--target=production'], words: '--target=production is no target: use staging, prod, local' },
    { given: ['--target=constructor'], words: '--target=constructor is no target' },
    { given: ['--target=staging', '--within=soon'], words: '--within=soon is no number of seconds above 0' },
    { given: ['--target=staging', '--within=0'], words: '--within=0 is no number' },
    { given: ['--target=staging', '--project=nightly'], words: '--project is no option here: --target names it' },
    { given: ['--target=staging', '--deadline=9'], words: '--deadline is no option here: say --within' },
    { given: ['--target=staging', '--dryrun'], words: '--dryrun is no option: did you mean --dry-run?' },
    { given: ['--target=staging', 'now'], words: '"now" is no option' },
  ])
    test(`are refused where they read "${given.join(' ')}"`, () => {
      expect(() => readSmokeArguments(given)).toThrow(words);
    });

  test('are explained, with the three targets and the exit codes', () => {
    expect(readSmokeArguments(['--help'])).toBe('help');
    for (const word of ['staging:', 'prod:', 'local:', '--within', '--deploy-id', '2 usage', '124 deadline'])
      expect(USAGE).toContain(word);
  });
});
