import { z } from 'zod';
import { p95OfSteps } from '../../metrics/steps.ts';
import { VERDICTS } from '../../verdict/names.ts';
import type { Verdict } from '../../verdict/verdict.ts';

/** One run in the history: what the status page shows of it. About 500 bytes as JSON. */
export const historyRow = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  verdict: z.enum(VERDICTS),
  reason: z.string(),
  summary: z.string(),
  /** At most ten; relayMessage: the relay's own words. */
  failures: z.array(z.object({ id: z.string(), relayMessage: z.string().optional() })),
  /** Milliseconds per step. */
  p95: z.record(z.string(), z.number()),
  consecutiveFailures: z.number(),
  trigger: z.string(),
  deployId: z.string().optional(),
  /** What was looked at: where the settings change, the runs before are another relay's. */
  relay: z.string().nullable(),
});
export type HistoryRow = z.infer<typeof historyRow>;

const FAILURES_AT_MOST = 10;
const WORDS_AT_MOST = 500;

const cut = (words: string): string => (words.length > WORDS_AT_MOST ? `${words.slice(0, WORDS_AT_MOST)}…` : words);

/** The row of a verdict. Long words are cut: a relay chooses how much it says. */
export function rowOf(told: Verdict): HistoryRow {
  const { verdict, reason, summary, run, target, failures } = told;
  const steps = p95OfSteps(told).map(({ step, p95Ms }) => [step, Math.round(p95Ms * 10) / 10] as const);
  return {
    id: run.id,
    startedAt: run.startedAt,
    durationMs: Math.round(run.durationMs),
    verdict,
    reason,
    summary: cut(summary),
    failures: failures
      .slice(0, FAILURES_AT_MOST)
      .map(({ id, relayMessage }) => ({ id, ...(relayMessage !== undefined && { relayMessage: cut(relayMessage) }) })),
    p95: Object.fromEntries(steps),
    consecutiveFailures: told.consecutiveFailures,
    trigger: run.trigger,
    ...(run.deployId !== undefined && { deployId: cut(run.deployId) }),
    relay: target.relay,
  };
}
