import { expect, test } from '@playwright/test';
import { PROMISED } from '../../../fixtures/canary/promises.ts';
import { readRequirements } from '../../../fixtures/requirements/catalogue.ts';
import { demanded, readBlocking } from '../../../gate/blocking/blocking.ts';
import { decide } from '../../../gate/verdict/decide.ts';
import { judgeChecks } from '../../../gate/verdict/judge-checks.ts';
import { OUTCOMES, TARGET_PROJECTS } from '../../../gate/verdict/names.ts';
import { listChecks } from '../../../lab/run/list-checks.ts';
import { findings } from './findings.ts';

const IDS = readRequirements().map(({ id }) => id);
const MET = { problem: undefined, side: undefined, clock: undefined, isLoggedIn: true };
const RED = 'Expected: x\nReceived: OK false "restricted: no"';

/** What a project's list makes of one demanded check with this outcome, all the others having passed. */
function verdictWith(
  project: (typeof TARGET_PROJECTS)[number],
  check: string,
  outcome: (typeof OUTCOMES)[number],
): string {
  const list = readBlocking(project);
  const wanted = demanded(list, [...PROMISED]);
  const tallied = [...new Set([...wanted, check])].map((id) => ({
    ...{ id, title: id, attempts: 1, ms: 1, because: undefined, isPrerequisite: false },
    ...(id === check ? { outcome } : { outcome: 'pass' as const }),
    errors: id === check ? [{ retry: 0, message: RED }] : [],
  }));
  return decide(findings({ ...judgeChecks(tallied, list, () => MET), demanded: wanted })).verdict;
}

test.describe('the lists of blocking checks', () => {
  for (const project of TARGET_PROJECTS)
    test(`of ${project} names known requirements, once each, and known promises`, () => {
      const { blocking, others } = readBlocking(project);
      const checks = blocking.map(({ check }) => check);
      expect(checks.filter((check) => !IDS.includes(check))).toEqual([]);
      expect(checks).toEqual([...new Set(checks)]);
      const known = [undefined, 'observed', ...PROMISED];
      expect(blocking.filter(({ where }) => !known.includes(where))).toEqual([]);
      expect(['degrade', 'fail']).toContain(others);
    });

  test('of prod-canary names checks that prod-canary runs', async () => {
    const run = (await listChecks('prod-canary')).map(({ requirement }) => requirement);
    const { blocking } = readBlocking('prod-canary');
    expect(blocking.map(({ check }) => check).filter((check) => !run.includes(check))).toEqual([]);
  });

  test('demand what a deployment promises, and only that', () => {
    const list = readBlocking('prod-canary');
    expect(demanded(list, [])).not.toContain('nip-42/read-needs-login');
    expect(demanded(list, ['auth-to-read'])).toContain('nip-42/read-needs-login');
    expect(demanded(list, [...PROMISED])).not.toContain('canary/private-is-not-counted');
  });
});

test.describe('a blocking check', () => {
  for (const project of TARGET_PROJECTS)
    test(`of ${project} gives no pass where it is red, was red, or did not run`, () => {
      for (const check of demanded(readBlocking(project), [...PROMISED])) {
        expect(verdictWith(project, check, 'pass'), check).toBe('pass');
        expect(verdictWith(project, check, 'fail'), check).toBe('fail');
        expect(verdictWith(project, check, 'flaky'), check).toBe('degraded');
        expect(verdictWith(project, check, 'did-not-run'), check).toBe('insufficient');
        expect(verdictWith(project, check, 'not-applicable'), check).toBe('insufficient');
      }
    });

  test('that is only observed is fail where it is red', () => {
    expect(verdictWith('prod-canary', 'canary/private-is-not-counted', 'fail')).toBe('fail');
  });

  test('that no list names is fail in pr-staging and degraded in prod-canary', () => {
    expect(verdictWith('pr-staging', 'nip-01/filter-authors', 'fail')).toBe('fail');
    expect(verdictWith('prod-canary', 'nip-01/filter-authors', 'fail')).toBe('degraded');
  });
});
