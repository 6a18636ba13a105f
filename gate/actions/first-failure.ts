import type { Failure, Verdict } from '../verdict/verdict.ts';

/** The first failure that blocks: the one whose words stand for the run. */
export const firstFailure = ({ failures }: Verdict): Failure | undefined =>
  failures.find(({ policy }) => policy === 'blocking');

/**
 * What the run is about, in a word that is the same in the next run if that fails alike: the requirement of the first
 * blocking failure; else `slo/` and the first step that is too slow; else the reason of the verdict.
 */
export function stableCause(verdict: Verdict): string {
  const step = verdict.slo.find(({ outcome }) => outcome === 'breach')?.step;
  return firstFailure(verdict)?.id ?? (step === undefined ? verdict.reason : `slo/${step}`);
}
