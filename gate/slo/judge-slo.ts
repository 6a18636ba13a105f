import { STEPS, VISIT_STEPS, type Samples, type Step } from '../verdict/samples.ts';
import type { SloOutcome } from '../verdict/verdict.ts';
import type { Baseline } from './baseline.ts';
import type { Objectives } from './limits.ts';
import { p95 } from './p95.ts';

/** An outcome, and whether a breach of it is a failure. */
export type JudgedSlo = SloOutcome & { isFailure: boolean };

/**
 * Holds each step's 95th percentile against its limit and against the last good runs. Of a walk only the steps that were
 * made: not every deployment has a streams API, and not every run writes there.
 */
export const judgeSlo = (samples: Samples, objectives: Objectives, baseline: Baseline): JudgedSlo[] =>
  STEPS.filter((step) => samples[step] !== undefined || (VISIT_STEPS as readonly Step[]).includes(step)).map((step) =>
    judgeStep(step, samples[step] ?? [], objectives, baseline),
  );

function judgeStep(step: Step, samples: number[], objectives: Objectives, { runs }: Baseline): JudgedSlo {
  const { limits, breach, baseline: rule } = objectives;
  const limit = limits[step];
  const leastSamples = limit?.leastSamples ?? objectives.leastSamples;
  const now = p95(samples);
  const before = runs.flatMap((run) => run.samples[step] ?? []);
  const usual = p95(before);
  const known = usual === undefined ? null : { p95Ms: usual, runs: runs.length, samples: before.length };
  const facts = { step, p95Ms: now ?? null, samples: samples.length, limitMs: limit?.p95Ms ?? null, baseline: known };
  const judged = (outcome: SloOutcome['outcome'], because: string, kind = breach): JudgedSlo => ({
    ...facts,
    ...{ outcome, because, isFailure: kind === 'fail' },
  });
  if (now === undefined || samples.length < leastSamples)
    return judged('too-few-samples', `${step}: ${samples.length} of ${leastSamples} samples.`);
  if (limit && now > limit.p95Ms)
    return judged('breach', `${step} takes ${asMs(now)} (p95), and ${asMs(limit.p95Ms)} are allowed.`, limit.breach);
  const isSlower = usual !== undefined && now > Math.max(usual * rule.ratio, rule.floorMs);
  if (isSlower && runs.length >= rule.leastRuns)
    return judged(
      'breach',
      `${step} takes ${asMs(now)} (p95), ${asMs(usual)} in the last ${runs.length} good runs.`,
      rule.breach,
    );
  return judged('pass', `${step} takes ${asMs(now)} (p95).`);
}

const asMs = (ms: number): string => `${Math.round(ms)} ms`;
