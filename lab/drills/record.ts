import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reportsDirectory } from '../../fixtures/state/state.ts';
import type { Drill, PlantedDefect } from './drill.ts';
import type { Evidence } from './evidence.ts';
import type { Entry } from './journal.ts';
import { asPicture } from './picture.ts';
import type { DrillResult } from './run-drill.ts';
import type { Shape } from './shape.ts';

/** Where sessions are kept; each has a directory of its own, by its time. */
export const REPORTS = join(reportsDirectory(), 'game-day');

/** A drill as it was run, once of `runs`. */
export interface DrillRun {
  /** Its directory in the session's: A1-1, and B1-2-planted-3 for the third of the planted defects. */
  name: string;
  result: DrillResult;
  /** Counts from 1, with --repeat. */
  run: number;
  runbook: string;
  hypothesis: string;
  entries: Entry[];
  /** What the load looked like; undefined where there was none. */
  shape?: Shape;
  /** What was made weak, and which oracle had to see it. */
  planted?: Pick<PlantedDefect, 'defect' | 'red'>;
  /** File names of the evidence beside the record. */
  evidence: string[];
}

/** Everything that a session found. */
export interface SessionRecord {
  session: string;
  /** ISO 8601. */
  startedAt: string;
  /** What it ran on: cores, memory, kernel, versions. */
  machine: string;
  /** The name of the deployment that was broken; undefined: real components of our own. */
  environment?: string;
  isPlanted: boolean;
  runs: DrillRun[];
  /** Runs that were to be and left no record, by name: whoever played them ended before they were judged. */
  missing: string[];
}

/** The name of a run. `planted` counts from 1. */
export const runName = (id: string, run: number, planted?: number): string =>
  `${id}-${run}${planted === undefined ? '' : `-planted-${planted}`}`;

/** The time that a session is called by: 2026-11-22T05-00-00. */
export const sessionName = (startedAt: Date): string => startedAt.toISOString().slice(0, 19).replaceAll(':', '-');

/** What is known when a drill has come to its end. */
export interface Finished {
  drill: Pick<Drill, 'id' | 'runbook' | 'hypothesis'>;
  result: DrillResult;
  evidence: Evidence;
  run: number;
  entries: readonly Entry[];
  planted?: (Pick<PlantedDefect, 'defect' | 'red'> & { number: number }) | undefined;
}

/** Keeps a drill's run with its evidence and its picture, in the session's directory. Gives the paths of all that was written. */
export function keepRun(directory: string, { drill, evidence, planted, entries, ...rest }: Finished): string[] {
  const { shape, files } = evidence;
  const run: DrillRun = {
    ...{ ...rest, runbook: drill.runbook, hypothesis: drill.hypothesis },
    ...{ name: runName(drill.id, rest.run, planted?.number), entries: [...entries], evidence: Object.keys(files) },
    ...(shape && { shape }),
    ...(planted && { planted: { defect: planted.defect, red: planted.red } }),
  };
  const own = join(directory, run.name);
  mkdirSync(own, { recursive: true });
  const all = { ...files, 'timeline.svg': asPicture(run), 'run.json': JSON.stringify(run) };
  return Object.entries(all).map(([name, text]) => {
    const path = join(own, basename(name));
    writeWhole(path, text);
    return path;
  });
}

/** Every run that was kept in a session, in the order of the drills. */
export function readRuns(directory: string): DrillRun[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .flatMap((name) => (readJson(join(directory, name, 'run.json')) as DrillRun | undefined) ?? []);
}

/** Writes a file whole or not at all. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

/** Of each drill the runs of the last session of the same environment that has any; sessions with planted defects are none. */
export function readEarlierRuns(directory: string, environment?: string): { session: string; runs: DrillRun[] }[] {
  const [reports, session] = [dirname(directory), basename(directory)];
  if (!existsSync(reports)) return [];
  const seen = new Set<string>();
  return readdirSync(reports)
    .filter((name) => name < session)
    .sort()
    .reverse()
    .flatMap((name) => {
      const record = readJson(join(reports, name, 'session.json')) as SessionRecord | undefined;
      if (!record || record.isPlanted || record.environment !== environment) return [];
      const runs = record.runs.filter(({ result }) => result.endedBy === undefined && !seen.has(result.id));
      for (const { result } of runs) seen.add(result.id);
      return runs.length === 0 ? [] : [{ session: record.session, runs }];
    });
}

/** Undefined where there is none, or half of one. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
