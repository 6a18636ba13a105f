import type { VerdictName } from '../../../gate/verdict/names.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import { rowOf, type HistoryRow } from '../../../gate/watch/history/row.ts';
import { REFUSED, verdictOf } from './verdicts.ts';

/** What the sample is said to be of, so that nobody takes it for a measurement. */
export const SAMPLE_RELAY = 'wss://relay.example (sample data)';

const MINUTE = 60_000;
const RUNS = 30 * 24 * 12;

/** Numbers from 0 to 1 that are the same each time (Park and Miller, 1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** Runs of this many minutes ago, in the sample: a membership cache that was half-filled, a slow evening, a lost network. */
const EVENTS: { from: number; to: number; verdict: VerdictName }[] = [
  { from: 17 * 24 * 60, to: 17 * 24 * 60 - 25, verdict: 'fail' },
  { from: 4 * 24 * 60, to: 4 * 24 * 60 - 40, verdict: 'inconclusive' },
  { from: 15 * 60, to: 15 * 60 - 45, verdict: 'degraded' },
  { from: 9 * 60, to: 9 * 60 - 10, verdict: 'inconclusive' },
  { from: 5 * 60, to: 5 * 60 - 30, verdict: 'fail' },
];

const SUMMARIES: Partial<Record<VerdictName, string>> = {
  pass: 'All 14 blocking checks passed.',
  degraded: 'All blocking checks passed, but live delivery took longer than its limit of 400 ms (p95).',
  inconclusive: 'The relay cannot be reached, and neither can anything else: EAI_AGAIN.',
};

/** Milliseconds that each step takes on a quiet day. */
const STEPS = { connect: 48, challenge: 22, auth: 61, publish: 118, live: 171, readBack: 84 };

/** A synthetic history of 30 days, a run every five minutes until `now` (milliseconds since 1970), oldest first. */
export function sampleHistory(now: number, runs = RUNS): HistoryRow[] {
  const random = seeded(29_42);
  let streak = 0;
  return Array.from({ length: runs }, (_, index) => {
    const minutesAgo = (runs - index) * 5 - 3;
    const verdict = EVENTS.find(({ from, to }) => minutesAgo <= from && minutesAgo > to)?.verdict ?? 'pass';
    streak = verdict === 'fail' ? streak + 1 : 0;
    const busy = 1 + 0.35 * Math.sin((minutesAgo / (24 * 60)) * 2 * Math.PI) + (verdict === 'degraded' ? 2.2 : 0);
    const took = (ms: number): number => Math.round(ms * busy * (0.85 + 0.3 * random()) * 10) / 10;
    const p95 = Object.fromEntries(Object.entries(STEPS).map(([step, ms]) => [step, took(ms)]));
    const base = rowOf(verdictOf(verdict));
    return {
      ...base,
      id: `sample-${index}`,
      startedAt: new Date(now - minutesAgo * MINUTE).toISOString(),
      durationMs: Math.round(5200 * busy * (0.9 + 0.2 * random())),
      summary: SUMMARIES[verdict] ?? `1 of 14 blocking checks failed. The relay said "${REFUSED}".`,
      consecutiveFailures: streak,
      p95: verdict === 'inconclusive' ? {} : p95,
      relay: SAMPLE_RELAY,
    };
  });
}

/** The verdict of one more run, which started at `now`. */
export function sampleVerdict(now: number): Verdict {
  const { run } = verdictOf('pass');
  return verdictOf('pass', {
    run: { ...run, startedAt: new Date(now).toISOString(), durationMs: 5_400 },
    target: { relay: SAMPLE_RELAY, software: null, version: null },
    summary: SUMMARIES.pass ?? '',
    samples: Object.fromEntries(Object.entries(STEPS).map(([step, ms]) => [step, [ms]])),
  });
}
