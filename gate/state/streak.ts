import type { VerdictName } from '../verdict/names.ts';
import { readJson, writeWhole } from '../../fixtures/state/files.ts';
import { stateFile, type Watched } from '../../fixtures/state/state.ts';

/** How the runs of one deployment went, one after the other. */
export interface Streak {
  /** Runs in a row with the verdict `fail`. One that could not tell neither counts nor ends the row. */
  consecutiveFailures: number;
  /** When the last run with `pass` or `degraded` ended; ISO 8601. */
  lastSuccessAt: string | null;
}

/** The streak with one more run, as it is kept from now on. Throws where the state cannot be written. */
export function continueStreak(state: string, watched: Watched, verdict: VerdictName, endedAt: string): Streak {
  const before = readStreak(state, watched);
  const isGood = verdict === 'pass' || verdict === 'degraded';
  const count = before.consecutiveFailures + (verdict === 'fail' ? 1 : 0);
  return { consecutiveFailures: isGood ? 0 : count, lastSuccessAt: isGood ? endedAt : before.lastSuccessAt };
}

/** Keeps a streak for the next run. Throws where the state cannot be written. */
export const keepStreak = (state: string, watched: Watched, streak: Streak): void =>
  writeWhole(stateFile(state, 'streak', watched), JSON.stringify(streak));

/** How the runs of a deployment went until now. What cannot be read counts as nothing. */
export function readStreak(state: string, watched: Watched): Streak {
  const { consecutiveFailures, lastSuccessAt } = (readJson(stateFile(state, 'streak', watched)) ??
    {}) as Partial<Streak>;
  return {
    consecutiveFailures: Number.isInteger(consecutiveFailures) ? (consecutiveFailures ?? 0) : 0,
    lastSuccessAt: typeof lastSuccessAt === 'string' ? lastSuccessAt : null,
  };
}
