import { randomUUID } from 'node:crypto';
import type { Streak } from '../state/streak.ts';
import { EXIT_CODES } from '../verdict/names.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Order } from './order.ts';

/** What is known of a run that left no verdict. */
interface Lost {
  order: Order;
  project: string;
  relay: string | undefined;
  /** Milliseconds since 1970. */
  startedAt: number;
  durationMs: number;
  reason: 'gate-did-not-start' | 'no-verdict' | 'verdict-of-another-run' | 'exit-code-contradicts-verdict';
  /** For people; without secrets. */
  summary: string;
  /** As it was: this run was neither a failure of the relay nor a success. */
  streak: Streak;
}

/** The verdict of a run that left none that can be believed: `insufficient`, never green and never the relay's fault. */
export function ownVerdict({ order, project, relay, startedAt, durationMs, reason, summary, streak }: Lost): Verdict {
  return {
    schema: 'relay-canary/verdict/v1',
    verdict: 'insufficient',
    reason,
    summary,
    exitCode: EXIT_CODES.insufficient,
    run: {
      id: randomUUID(),
      startedAt: new Date(startedAt).toISOString(),
      endedAt: new Date(startedAt + durationMs).toISOString(),
      durationMs,
      project,
      trigger: order.trigger,
      ...(order.deployId !== undefined && { deployId: order.deployId }),
    },
    target: { relay: relay ?? null, software: null, version: null },
    counts: { planned: 0, ran: 0, passed: 0, failed: 0, flaky: 0, skipped: 0, didNotRun: 0 },
    checks: [],
    failures: [],
    samples: {},
    remarks: [],
    slo: [],
    ...streak,
    actions: [],
  };
}
