import { ABORTED, DEGRADED_IS_ERROR, EXIT_CODES } from './names.ts';
import type { Decision, Findings } from './decide.ts';
import type { RunContext } from './run-context.ts';
import type { Streak } from '../state/streak.ts';
import type { Verdict } from './verdict.ts';

/** Everything about one run that its verdict tells. */
export interface Told {
  context: RunContext;
  project: string;
  shard: string | undefined;
  startedAt: Date;
  endedAt: Date;
  target: Verdict['target'];
  decision: Decision;
  findings: Pick<Findings, 'checks' | 'failures' | 'slo' | 'interruptedBy'>;
  samples: Verdict['samples'];
  remarks: string[];
  streak: Streak;
}

/** Puts a verdict together. */
export function assemble({ context, decision, findings, startedAt, endedAt, streak, ...told }: Told): Verdict {
  const { checks, failures, slo, interruptedBy } = findings;
  return {
    schema: 'relay-canary/verdict/v1',
    ...decision,
    exitCode: exitCodeOf(decision.verdict, interruptedBy, context.isDegradedAnError),
    run: {
      id: context.id,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt.toISOString(),
      durationMs: Math.max(0, endedAt.getTime() - startedAt.getTime()),
      project: told.project,
      trigger: context.trigger,
      ...(context.deployId !== undefined && { deployId: context.deployId }),
      ...(context.vantage !== undefined && { vantage: context.vantage }),
      ...(told.shard !== undefined && { shard: told.shard }),
    },
    target: told.target,
    counts: countsOf(checks),
    checks,
    failures,
    samples: told.samples,
    remarks: told.remarks,
    slo: slo.map(({ step, p95Ms, samples, limitMs, baseline, outcome, because }) => ({
      ...{ step, p95Ms, samples, limitMs, baseline, outcome, because },
    })),
    ...streak,
    actions: [],
  };
}

function exitCodeOf(
  verdict: Verdict['verdict'],
  interruptedBy: Findings['interruptedBy'],
  isDegradedAnError: boolean,
): number {
  if (verdict === 'aborted') return ABORTED[interruptedBy ?? 'SIGTERM'];
  return verdict === 'degraded' && isDegradedAnError ? DEGRADED_IS_ERROR : EXIT_CODES[verdict];
}

function countsOf(checks: Verdict['checks']): Verdict['counts'] {
  const count = (...outcomes: Verdict['checks'][number]['outcome'][]): number =>
    checks.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const [skipped, didNotRun] = [count('not-applicable'), count('did-not-run')];
  return {
    planned: checks.length,
    ran: checks.length - skipped - didNotRun,
    passed: count('pass', 'warned', 'known'),
    failed: count('fail'),
    flaky: count('flaky'),
    skipped,
    didNotRun,
  };
}

/**
 * What stands in verdict.json while a run is on, and stays there should it vanish: never an older run's verdict.
 */
export const unfinished = (context: RunContext, project: string, startedAt: Date): Verdict =>
  assemble({
    ...{ context, project, startedAt, endedAt: startedAt, shard: undefined, samples: {}, remarks: [] },
    target: { relay: null, software: null, version: null },
    decision: { verdict: 'aborted', reason: 'did-not-end', summary: 'The run has not ended, or it vanished.' },
    findings: { checks: [], failures: [], slo: [], interruptedBy: undefined },
    streak: { consecutiveFailures: 0, lastSuccessAt: null },
  });
