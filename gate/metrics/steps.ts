import { p95 } from '../slo/p95.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** A step of a visit, and how fast 95 % of its exchanges were, in milliseconds. */
export interface StepDuration {
  step: string;
  p95Ms: number;
}

/** The p95 of each step: as the SLO has it where it has one, else from the samples. */
export function p95OfSteps({ samples, slo }: Verdict): StepDuration[] {
  const steps = new Set([...Object.keys(samples), ...slo.map(({ step }) => step)]);
  return [...steps].flatMap((step) => {
    const p95Ms = slo.find((limit) => limit.step === step)?.p95Ms ?? p95(samples[step] ?? []);
    return p95Ms === undefined ? [] : [{ step, p95Ms }];
  });
}
