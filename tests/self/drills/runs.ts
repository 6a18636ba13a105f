import type { Figures, Finding } from '../../../lab/drills/drill.ts';
import type { Entry } from '../../../lab/drills/journal.ts';
import type { DrillRun, SessionRecord } from '../../../lab/drills/record.ts';
import { verdictOf } from '../../../lab/drills/verdict.ts';

export const finding = (outcome: Finding['outcome'], oracle = 'nothing is lost'): Finding => ({
  ...{ oracle, outcome, words: `${outcome} it is` },
});

export const entry = (ms: number, kind: Entry['kind'], words: string): Entry => ({
  ...{ at: '2026-01-01T10:00:00.000Z', ms, drill: 'A1', kind, words },
});

/** A run of drill A1 that passed, unless told otherwise. */
export const runWith = (
  figures: Figures,
  changes: Partial<Pick<DrillRun, 'entries' | 'planted' | 'run' | 'shape'>> & {
    findings?: Finding[];
    left?: string[];
  } = {},
): DrillRun => {
  const { findings = [finding('pass')], left = [], run = 1, entries = [], ...more } = changes;
  const result = { id: 'A1', title: 'a primary killed', findings, figures, durationMs: 9_000, left };
  return {
    ...{ name: `A1-${run}`, result: { ...result, verdict: verdictOf(findings) }, run },
    ...{ runbook: 'docs/runbooks/a.md', hypothesis: 'it goes on', entries, evidence: [], ...more },
  };
};

/** A session in which all was recorded that was to be, unless told otherwise. */
export const sessionOf = (runs: DrillRun[], changes: Partial<SessionRecord> = {}): SessionRecord => ({
  ...{ session: '2026-01-01T10-00-00', startedAt: '2026-01-01T10:00:00.000Z', machine: '2 cores.', runs },
  ...{ isPlanted: false, missing: [], ...changes },
});
