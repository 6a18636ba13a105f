import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareStock, takeStock } from '../ground/leaks.ts';
import { startGround } from '../ground/start-ground.ts';
import { healAll } from '../ground/undo-log.ts';
import type { Drill } from './drill.ts';
import { openJournal, type Entry } from './journal.ts';
import { keepRun, type Finished } from './record.ts';
import { runDrill, type DrillResult } from './run-drill.ts';
import { verdictOf } from './verdict.ts';

export interface Playing {
  /** Of the session. */
  directory: string;
  /** Counts from 1. */
  run: number;
  /** Where a defect is planted in the drill. */
  planted?: Finished['planted'];
  /** Called with each line as it is written. */
  show?: (entry: Entry) => void;
  /** Ends the drill at once, and takes everything back. */
  signal?: AbortSignal | undefined;
}

/** What came of a drill, and the files in which that is kept. */
export interface Played {
  result: DrillResult;
  files: string[];
}

/**
 * Plays one drill on a ground of its own and keeps what came of it in the session's directory. What the drill has on the machine is
 * counted before and after: whatever it leaves is a finding. What a killed session left is taken back first.
 */
export async function play(drill: Drill, { directory, run, planted, show, signal }: Playing): Promise<Played> {
  mkdirSync(directory, { recursive: true });
  const journal = openJournal(join(directory, 'journal.jsonl'), show);
  journal.begin();
  for (const problem of await healAll((line) => line.includes('taken back') && journal.add(drill.id, 'gap', line)))
    journal.add(drill.id, 'gap', problem);
  const before = await takeStock();
  const ground = await startGround();
  journal.add(drill.id, 'phase', `on ground ${ground.session}, ${ground.isExact ? 'exact' : 'approximate'}`);
  const played = await runDrill(drill, ground, journal, { signal });
  const leaks = compareStock(before, await takeStock()).filter((leak) => isOf(ground.session, leak));
  const findings = [
    ...played.result.findings,
    ...leaks.map((words) => ({ oracle: 'nothing is left behind', outcome: 'fail' as const, words })),
  ];
  const verdict = verdictOf(findings);
  const result = { ...played.result, findings, left: [...played.result.left, ...leaks], verdict };
  const { evidence } = played;
  const files = keepRun(directory, { drill, result, evidence, run, planted, entries: journal.entries });
  journal.add(drill.id, 'verdict', verdict);
  return { result, files };
}

/** Other sessions come and go meanwhile. Ports are counted of this process only. */
const isOf = (session: string, leak: string): boolean => leak.includes(session) || leak.startsWith('a listener on ');
