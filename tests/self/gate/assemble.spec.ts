import { expect, test } from '@playwright/test';
import { assemble, unfinished } from '../../../gate/verdict/assemble.ts';
import { VERDICTS, type VerdictName } from '../../../gate/verdict/names.ts';
import type { RunContext } from '../../../gate/verdict/run-context.ts';
import { verdictSchema, type Verdict } from '../../../gate/verdict/verdict.ts';
import { aCheck, findings } from './findings.ts';

const NOW = new Date('2026-01-01T00:00:10Z');
const EARLIER = new Date('2026-01-01T00:00:00Z');

const context = (isDegradedAnError = false): RunContext => ({
  ...{ id: 'r', trigger: 'test', deployId: undefined, vantage: undefined, isGated: false, isDegradedAnError },
});

/** A verdict of a run that began and ended then. */
const made = (startedAt: Date, endedAt: Date, verdict: VerdictName = 'pass', asked = context()): Verdict =>
  assemble({
    ...{ context: asked, project: 'prod-canary', shard: undefined, startedAt, endedAt, samples: {}, remarks: [] },
    ...{ decision: { verdict, reason: 'x', summary: 'x' }, findings: findings() },
    target: { relay: null, software: null, version: null },
    streak: { consecutiveFailures: 0, lastSuccessAt: null },
  });

test.describe('a verdict that is put together', () => {
  test('has no negative duration where the clock was set back meanwhile', () => {
    expect(made(EARLIER, NOW).run.durationMs).toBe(10_000);
    expect(made(NOW, EARLIER).run.durationMs).toBe(0);
  });

  test('has the shape of the schema, whatever the verdict', () => {
    for (const verdict of VERDICTS) expect(() => verdictSchema.parse(made(EARLIER, NOW, verdict))).not.toThrow();
    expect(() => verdictSchema.parse(unfinished(context(), 'prod-canary', NOW))).not.toThrow();
  });

  test('has exit code 5 for degraded, and for nothing else, where that is asked for', () => {
    const codes = VERDICTS.map((verdict) => made(EARLIER, NOW, verdict, context(true)).exitCode);
    expect(codes).toEqual([0, 5, 1, 3, 4, 2, 143]);
    expect(made(EARLIER, NOW, 'degraded').exitCode).toBe(0);
  });

  test('counts each check once', () => {
    const outcomes = ['pass', 'fail', 'flaky', 'warned', 'known', 'not-applicable', 'did-not-run'] as const;
    const checks = outcomes.map((outcome) => aCheck(`a/${outcome}`, { outcome }));
    const decision = { verdict: 'fail', reason: 'x', summary: 'x' } as const;
    const { counts } = assemble({
      ...{ context: context(), project: 'p', shard: '1/2', startedAt: EARLIER, endedAt: NOW, samples: {}, remarks: [] },
      ...{ decision, findings: findings({ checks }), target: { relay: null, software: null, version: null } },
      streak: { consecutiveFailures: 0, lastSuccessAt: null },
    });
    expect(counts).toEqual({ planned: 7, ran: 5, passed: 3, failed: 1, flaky: 1, skipped: 1, didNotRun: 1 });
  });
});
