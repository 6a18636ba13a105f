import { readJson, writeWhole } from '../../fixtures/state/files.ts';
import { stateFile, type Watched } from '../../fixtures/state/state.ts';
import type { Samples } from '../verdict/samples.ts';

/** What the last good runs of one deployment measured; the newest one last. */
export interface Baseline {
  relay: string;
  project: string;
  runs: { endedAt: string; samples: Samples }[];
}

/**
 * The baseline of a deployment; and a remark where there is one that cannot be used: half-written, or another relay's.
 */
export function readBaseline(state: string, watched: Watched): { baseline: Baseline; remark?: string } {
  const none: Baseline = { relay: watched.relay ?? '', project: watched.project, runs: [] };
  const kept = readJson(stateFile(state, 'baseline', watched)) as Partial<Baseline> | null | undefined;
  if (kept === undefined || kept === null) return { baseline: none };
  const isOurs = watched.project === 'local' || (kept.relay === watched.relay && kept.project === watched.project);
  if (isOurs && Array.isArray(kept.runs)) return { baseline: { ...none, runs: kept.runs.filter(isRun) } };
  return { baseline: none, remark: `the baseline is not of this relay (${String(kept.relay)}) and is not used` };
}

const isRun = (run: Partial<Baseline['runs'][number]> | null): run is Baseline['runs'][number] =>
  typeof run?.samples === 'object';

/** Feeds a passing run to the baseline, which keeps so many runs. Throws where the state cannot be written. */
export function feedBaseline(
  state: string,
  watched: Watched,
  { baseline, samples, endedAt, keepRuns }: { baseline: Baseline; samples: Samples; endedAt: string; keepRuns: number },
): void {
  const runs = [...baseline.runs, { endedAt, samples }].slice(-keepRuns);
  writeWhole(stateFile(state, 'baseline', watched), JSON.stringify({ ...baseline, runs }));
}
