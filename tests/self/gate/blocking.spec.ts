import { expect, test } from '@playwright/test';
import { PROMISED } from '../../../fixtures/canary/promises.ts';
import { readRequirements } from '../../../fixtures/requirements/catalogue.ts';
import { demanded, readBlocking } from '../../../gate/blocking/blocking.ts';
import type { Evidence } from '../../../gate/verdict/attribute.ts';
import { decide } from '../../../gate/verdict/decide.ts';
import { judgeChecks } from '../../../gate/verdict/judge-checks.ts';
import { OUTCOMES, TARGET_PROJECTS } from '../../../gate/verdict/names.ts';
import { findings } from './findings.ts';
import { listProject } from './list-project.ts';

const IDS = readRequirements().map(({ id }) => id);
const MET: Evidence = {
  ...{ speaker: 'the relay', problem: undefined, side: undefined, clock: undefined, isLoggedIn: true },
};
const WITH_ALL = { PROD_STREAMS_URL: 'https://streams.example', PROD_INSTANCES: '2' };
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

  for (const project of ['prod-canary', 'smoke', 'pr-staging'] as const)
    test(`of ${project} names checks that ${project} runs`, async () => {
      const { requirements: run } = await listProject(project, WITH_ALL);
      const { blocking } = readBlocking(project);
      expect(blocking.map(({ check }) => check).filter((check) => !run.includes(check))).toEqual([]);
    });

  test('of smoke names checks that write, and prod-canary runs none of them', async () => {
    const { requirements: reads } = await listProject('prod-canary', WITH_ALL);
    const writes = readBlocking('smoke').blocking.filter(({ check }) => /create-|start-|settle-/.test(check));
    expect(writes).toHaveLength(4);
    expect(writes.filter(({ check }) => reads.includes(check))).toEqual([]);
  });

  test('demand what a deployment promises, and only that', () => {
    const list = readBlocking('prod-canary');
    expect(demanded(list, [])).not.toContain('nip-42/read-needs-login');
    expect(demanded(list, ['auth-to-read'])).toContain('nip-42/read-needs-login');
    expect(demanded(list, [...PROMISED])).not.toContain('canary/private-is-not-counted');
    expect(demanded(list, []).filter((check) => check.startsWith('streams/'))).toEqual([]);
    expect(demanded(list, ['streams'])).toEqual(expect.arrayContaining(['streams/ready', 'streams/only-own-streams']));
    expect(demanded(list, ['streams'])).not.toContain('streams/settle-gives-a-hash');
    for (const project of ['pr-staging', 'nightly', 'smoke'] as const)
      expect(demanded(readBlocking(project), ['streams']), project).toContain('streams/settle-gives-a-hash');
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
