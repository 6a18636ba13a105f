import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareStock, takeStock } from '../ground/leaks.ts';
import { leaveOnSignals } from '../ground/leave-on-signals.ts';
import { startGround } from '../ground/start-ground.ts';
import type { Drill } from './drill.ts';
import { openJournal, type Entry } from './journal.ts';
import { keepRun, REPORTS } from './record.ts';
import { runDrill, type DrillResult } from './run-drill.ts';
import { verdictOf } from './verdict.ts';

interface Playing {
  session: string;
  /** Counts from 1. */
  run: number;
  /** Called with each line as it is written. */
  show: (entry: Entry) => void;
}

/**
 * Plays one drill on a ground of its own and keeps what came of it in the session's directory. What is on the machine is counted
 * before and after: whatever a drill leaves is a finding.
 */
export async function play(drill: Drill, { session, run, show }: Playing): Promise<DrillResult> {
  const directory = join(REPORTS, session);
  mkdirSync(directory, { recursive: true });
  const journal = openJournal(join(directory, 'journal.jsonl'), show);
  const before = await takeStock();
  const ground = await startGround();
  const stopListening = leaveOnSignals(ground);
  const played = await runDrill(drill, ground, journal);
  stopListening();
  const leaks = compareStock(before, await takeStock());
  const findings = [
    ...played.findings,
    ...leaks.map((words) => ({ oracle: 'nothing is left behind', outcome: 'fail' as const, words })),
  ];
  const result = { ...played, findings, left: [...played.left, ...leaks], verdict: verdictOf(findings) };
  const { runbook, hypothesis } = drill;
  keepRun(session, { result, run, runbook, hypothesis, entries: [...journal.entries] });
  return result;
}
