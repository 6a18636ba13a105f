import type { Figures, Finding } from '../../../lab/drills/drill.ts';
import type { Entry } from '../../../lab/drills/journal.ts';
import type { DrillRun } from '../../../lab/drills/record.ts';
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
  changes: { findings?: Finding[]; run?: number; entries?: Entry[] } = {},
): DrillRun => {
  const { findings = [finding('pass')], run = 1, entries = [] } = changes;
  const result = { id: 'A1', title: 'a primary killed', findings, figures, durationMs: 9_000, left: [] };
  return {
    result: { ...result, verdict: verdictOf(findings) },
    run,
    runbook: 'docs/runbooks/a.md',
    hypothesis: 'it goes on',
    entries,
  };
};
