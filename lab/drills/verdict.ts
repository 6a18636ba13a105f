import type { Finding } from './drill.ts';
import type { DrillRun } from './record.ts';
import type { DrillResult } from './run-drill.ts';

export type DrillVerdict = Finding['outcome'];

/** Worst first: a broken promise is told even where something else could not be judged. */
const WORST: DrillVerdict[] = ['fail', 'inconclusive', 'pass'];

/** The verdict of a drill: its worst finding. Without a finding nothing was judged. */
export const verdictOf = (findings: Pick<Finding, 'outcome'>[]): DrillVerdict =>
  WORST.find((outcome) => findings.some((finding) => finding.outcome === outcome)) ?? 'inconclusive';

/** What a session ends with: 0 all promises kept, 1 one broken or not told, 2 no steady state to start from, 3 a missing tool. */
export function exitCodeOf(drills: Pick<DrillResult, 'verdict' | 'endedBy'>[]): 0 | 1 | 2 | 3 {
  if (drills.some(({ verdict }) => verdict === 'fail')) return 1;
  if (drills.some(({ endedBy }) => endedBy === 'missing tool')) return 3;
  if (drills.some(({ endedBy }) => endedBy === 'no steady state')) return 2;
  return drills.length > 0 && drills.every(({ verdict }) => verdict === 'pass') ? 0 : 1;
}

/** What an oracle said of the defect that was planted for it; undefined where it did not see it. */
export const seenIn = ({ result, planted }: DrillRun): Finding | undefined =>
  result.findings.find(({ oracle, outcome }) => oracle === planted?.red && outcome === 'fail');

/** The same where defects are planted: 0 where each was seen by its oracle, and nothing was left behind. */
export function exitCodeOfPlanted(runs: DrillRun[]): 0 | 1 | 2 | 3 {
  const isSeen = (run: DrillRun): boolean => seenIn(run) !== undefined && run.result.left.length === 0;
  if (runs.length > 0 && runs.every(isSeen)) return 0;
  const unseen = runs.filter((run) => !isSeen(run));
  return unseen.some(({ result }) => result.endedBy === undefined) ? 1 : exitCodeOf(unseen.map(({ result }) => result));
}

/** Judges, and turns an oracle that breaks into a finding: it has not passed. */
export async function judgeSafely(judge: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await judge();
  } catch (error) {
    const words = `the oracle broke: ${error instanceof Error ? error.message : String(error)}`;
    return [{ oracle: 'the books can be read', outcome: 'inconclusive', words }];
  }
}
