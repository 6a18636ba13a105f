import { expect, test } from '@playwright/test';
import { readArguments, USAGE } from '../../../gate/run/arguments.ts';

const PROJECT = '--project=prod-canary';

test.describe('the arguments of the gate', () => {
  test('are read, and what comes after -- is for Playwright', () => {
    const given = ['--deploy-id=d1', '--trigger=schedule', '--vantage=here', '--deadline=90', '--interval-ms=300000'];
    const rest = ['--grep=login', '--workers=1'];
    expect(readArguments([PROJECT, ...given, '--state=/s', '--degraded-is-error', '--dry-run', '--', ...rest])).toEqual(
      {
        ...{ project: 'prod-canary', deployId: 'd1', trigger: 'schedule', vantage: 'here', deadlineSeconds: 90 },
        ...{ intervalMs: 300_000, state: '/s', isDegradedAnError: true, isDryRun: true, rest },
      },
    );
  });

  test('may be all left out but the project', () => {
    expect(readArguments([PROJECT, '--deploy-id='])).toMatchObject({
      ...{ deployId: undefined, deadlineSeconds: undefined, isDegradedAnError: false, isDryRun: false, rest: [] },
    });
  });

  for (const { given, words } of [
    { given: [], words: '--project is not given: say for example --project=prod-canary' },
    { given: ['--project=self'], words: '--project=self is no project that has a verdict: use local, pr-staging' },
    { given: [PROJECT, '--grep=x'], words: '--grep is no option: did you mean --' },
    { given: [PROJECT, '--dryrun'], words: 'did you mean --dry-run? What is for Playwright comes after --' },
    { given: [PROJECT, 'tests/canary'], words: '"tests/canary" is no option: what is for Playwright comes after --' },
    { given: [PROJECT, '--deadline=0'], words: '--deadline=0 is no number above 0' },
    { given: [PROJECT, '--interval-ms=5m'], words: '--interval-ms=5m is no number above 0' },
    { given: [PROJECT, '--deploy-id'], words: '--deploy-id' },
    { given: [PROJECT, '--dry-run=yes'], words: '--dry-run' },
  ])
    test(`are refused where they read "${given.join(' ')}"`, () => {
      expect(() => readArguments(given)).toThrow(words);
    });

  test('that are all known stand in the usage', () => {
    expect(readArguments(['--help'])).toBe('help');
    for (const code of [
      '0 pass or degraded',
      '1 fail',
      '2 usage',
      '3 inconclusive',
      '4 insufficient',
      '124',
      '130',
      '143',
    ])
      expect(USAGE).toContain(code);
  });
});
