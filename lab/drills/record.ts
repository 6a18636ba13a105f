import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './journal.ts';
import type { DrillResult } from './run-drill.ts';

/** Where sessions are kept; each has a directory of its own, by its time. */
export const REPORTS = 'reports/game-day';

/** A drill as it was run, once of `runs`. */
export interface DrillRun {
  result: DrillResult;
  /** Counts from 1, with --repeat. */
  run: number;
  runbook: string;
  hypothesis: string;
  entries: Entry[];
}

/** Everything that a session found. */
export interface SessionRecord {
  session: string;
  /** ISO 8601. */
  startedAt: string;
  /** What it ran on: cores, memory, kernel, versions. */
  machine: string;
  runs: DrillRun[];
}

/** Keeps a drill's run in the session's directory, for whoever puts the session together. */
export function keepRun(session: string, run: DrillRun): void {
  const directory = join(REPORTS, session);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${run.result.id}-${run.run}.json`), JSON.stringify(run));
}

/** Every run that was kept in a session, in the order of the drills. */
export function readRuns(session: string): DrillRun[] {
  const directory = join(REPORTS, session);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => /^[A-E]\d+-\d+\.json$/.test(name))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as DrillRun);
}

/** The session before this one that has a record; undefined where there is none. */
export function readLastBefore(session: string): SessionRecord | undefined {
  if (!existsSync(REPORTS)) return undefined;
  const earlier = readdirSync(REPORTS)
    .filter((name) => name < session && existsSync(join(REPORTS, name, 'session.json')))
    .sort()
    .at(-1);
  return earlier === undefined
    ? undefined
    : (JSON.parse(readFileSync(join(REPORTS, earlier, 'session.json'), 'utf8')) as SessionRecord);
}
