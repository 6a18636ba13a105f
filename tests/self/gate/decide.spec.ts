import { decide, type Findings } from '../../../gate/verdict/decide.ts';
import { SIDES, VERDICTS } from '../../../gate/verdict/names.ts';
import { expect, test } from '@playwright/test';
import { aBreach, aCheck, aFailure, findings } from './findings.ts';

/** One finding for each rule, in the order in which the rules are asked. */
const RULES: { what: string; part: Partial<Findings>; told: string }[] = [
  { what: 'ended from outside', part: { interruptedBy: 'SIGTERM' }, told: 'aborted interrupted' },
  {
    what: 'unusable settings',
    part: { failures: [aFailure('s', { side: 'settings' })] },
    told: 'usage settings-unusable',
  },
  { what: 'a blocking check', part: { failures: [aFailure('a/one')] }, told: 'fail blocking-check-failed' },
  {
    what: 'a blocking check of nobody',
    part: { failures: [aFailure('a/one', { side: 'unclear' })] },
    told: 'inconclusive not-the-relay-unclear',
  },
  { what: 'an objective that fails', part: { slo: [aBreach(true)] }, told: 'fail slo-breached' },
  { what: 'no check', part: { checks: [] }, told: 'insufficient nothing-ran' },
  { what: 'a check that is missing', part: { demanded: ['b'] }, told: 'insufficient blocking-check-did-not-run' },
  { what: 'a secret in a report', part: { leaks: ['junit.xml'] }, told: 'inconclusive secret-in-report' },
  { what: 'an error beside the checks', part: { errors: ['no'] }, told: 'inconclusive runner-error' },
  { what: 'red once', part: { failures: [aFailure('a/one', { confirmed: false })] }, told: 'degraded failed-once' },
  {
    what: 'an advisory check',
    part: { failures: [aFailure('a/three', { policy: 'advisory' })] },
    told: 'degraded advisory-check-failed',
  },
  { what: 'a late answer', part: { earlier: ['ECONNREFUSED'] }, told: 'degraded answered-late' },
  { what: 'an objective', part: { slo: [aBreach(false)] }, told: 'degraded slo-breached' },
  {
    what: 'a SHOULD',
    part: { checks: [...findings().checks, aCheck('a/should', { outcome: 'warned' })] },
    told: 'degraded should-not-kept',
  },
  { what: 'nothing', part: {}, told: 'pass all-blocking-checks-passed' },
];

const told = (part: Partial<Findings>): string => {
  const { verdict, reason } = decide(findings(part));
  return `${verdict} ${reason}`;
};

test.describe('the rules of a verdict', () => {
  for (const { what, part, told: wanted } of RULES)
    test(`make of ${what}: ${wanted}`, () => {
      expect(told(part)).toBe(wanted);
    });

  for (const side of ['policy', 'runner'] as const)
    test(`lay a failure at the door of ${side}`, () => {
      expect(told({ failures: [aFailure('a/one', { side })] })).toBe(`inconclusive not-the-relay-${side}`);
    });

  test('reach every verdict', () => {
    expect(new Set(RULES.map(({ told: wanted }) => wanted.split(' ')[0]))).toEqual(new Set(VERDICTS));
  });

  test('take the earlier one of any two that apply', () => {
    for (const [index, earlier] of RULES.entries())
      for (const later of RULES.slice(index + 1)) {
        const both = {
          ...{ ...later.part, ...earlier.part },
          failures: [...(later.part.failures ?? []), ...(earlier.part.failures ?? [])],
          slo: [...(later.part.slo ?? []), ...(earlier.part.slo ?? [])],
        };
        expect(told(both), `${earlier.what}, and ${later.what}`).toBe(earlier.told);
      }
  });
});

test.describe('what never gives pass', () => {
  const OUTCOMES = ['fail', 'not-applicable', 'did-not-run'] as const;

  for (const outcome of OUTCOMES)
    test(`is a demanded check with the outcome ${outcome}, though another of its name passed`, () => {
      const checks = [...findings().checks, aCheck('a/two', { outcome })];
      expect(decide(findings({ checks })).verdict).toBe('insufficient');
    });

  test('is a failure of any kind, on any side', () => {
    for (const side of SIDES)
      for (const policy of ['blocking', 'advisory'] as const)
        for (const confirmed of [true, false]) {
          const { verdict } = decide(findings({ failures: [aFailure('a/one', { side, policy, confirmed })] }));
          expect(verdict, `${side} ${policy} ${confirmed}`).not.toBe('pass');
        }
  });

  test('rolls nothing back on a failure that is not confirmed, not blocking or not of the relay', () => {
    const parts = [
      { confirmed: false },
      { policy: 'advisory' },
      ...SIDES.filter((side) => side !== 'relay').map((side) => ({ side })),
    ] as const;
    for (const part of parts)
      expect(decide(findings({ failures: [aFailure('a/one', part)] })).verdict, JSON.stringify(part)).not.toBe('fail');
  });
});

test.describe('the summary of a verdict', () => {
  test("has the relay's words, and how many more are red", () => {
    const failures = [aFailure('a/one', { relayMessage: 'restricted: no' }), aFailure('a/two')];
    expect(decide(findings({ failures })).summary).toBe(
      'a/one: the relay says "restricted: no"; not as promised. 1 more red.',
    );
  });

  test('names the first check that is missing, and why', () => {
    const checks = [aCheck('a/one'), aCheck('a/two', { outcome: 'not-applicable', because: 'no groups here' })];
    expect(decide(findings({ checks })).summary).toBe(
      '1 of 2 blocking checks did not run and pass; the first is a/two: no groups here.',
    );
  });
});
