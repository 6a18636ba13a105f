import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stateDirectory } from '../../fixtures/state/state.ts';
import type { Undo, UndoLog } from './ground.ts';
import { bootId, readProcess, runsStill } from './processes.ts';
import { takeBack } from './undo.ts';

/** One line of a log. The first says whose it is. */
type Line =
  | { session: string; pid: number; startedAt: string; boot: string }
  | { id: number; undo: Undo }
  | { done: number }
  | { ports: number[] };

/** A log of a session, as far as it was written. */
export interface Written {
  file: string;
  session: string;
  /** Whether the process that writes it still runs. */
  isOfTheLiving: boolean;
  /** Oldest first. */
  open: { id: number; undo: Undo }[];
  ports: number[];
}

/** A log that is being written. */
export interface SessionLog extends UndoLog {
  /** So that no other session takes them at the same time. */
  notePorts: (ports: number[]) => void;
  /** From now on nothing new may be done; notes throw. */
  close: () => void;
  /** Removes the file where all is taken back. */
  discard: () => void;
}

const logsIn = (state: string): string => resolve(state, 'game-day');

/** Begins the log of a session. Throws where there is one already. */
export function openUndoLog(session: string): SessionLog {
  const file = join(logsIn(stateDirectory()), `undo-${session}.jsonl`);
  mkdirSync(dirname(file), { recursive: true });
  const { pid } = process;
  append(file, { session, pid, startedAt: readProcess(pid)?.startedAt ?? '', boot: bootId() }, 'ax');
  sync(dirname(file));
  let count = 0;
  let isClosed = false;
  const refuseWhenLeft = (): void => {
    if (isClosed) throw new Error(`game day: session ${session} is being left; nothing new is begun in it`);
  };
  return {
    refuseWhenLeft,
    note: (undo) => {
      refuseWhenLeft();
      const id = ++count;
      append(file, { id, undo });
      const done = (): void => {
        if (existsSync(file)) append(file, { done: id });
      };
      return { done };
    },
    notePorts: (ports) => append(file, { ports }),
    undoAll: () => undoFile(file),
    close: () => (isClosed = true),
    discard: () => discard(file),
  };
}

/** The logs of all sessions that were not left well, or are not left yet. */
export function writtenLogs(state = stateDirectory()): Written[] {
  const directory = logsIn(state);
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names.filter((name) => /^undo-.*\.jsonl$/.test(name)).map((name) => readLog(join(directory, name)));
}

/**
 * Takes back what sessions left behind whose process is gone: killed, crashed, or the machine was started again. Gives what failed, in
 * words; a log is kept until nothing failed. `tell` hears of each session.
 */
export async function healAll(
  tell: (line: string) => void = () => undefined,
  state = stateDirectory(),
): Promise<string[]> {
  const failed: string[] = [];
  for (const { file, session, isOfTheLiving, open } of writtenLogs(state)) {
    if (isOfTheLiving) {
      tell(`session ${session}: still going on, left alone`);
      continue;
    }
    const failures = await undoFile(file);
    if (failures.length === 0) discard(file);
    tell(`session ${session}: ${open.length - failures.length} of ${open.length} deeds taken back`);
    failed.push(...failures.map((failure) => `session ${session}: ${failure}`));
  }
  return failed;
}

async function undoFile(file: string): Promise<string[]> {
  const failed: string[] = [];
  for (const { id, undo } of readLog(file).open.reverse())
    try {
      await takeBack(undo);
      append(file, { done: id });
    } catch (error) {
      failed.push(`${undo.undo}: ${(error as Error).message}`);
    }
  return failed;
}

function readLog(file: string): Written {
  const open = new Map<number, Undo>();
  const written: Written = { file, session: file, isOfTheLiving: false, open: [], ports: [] };
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n').flatMap(parse) : []) {
    if ('session' in line) {
      written.session = line.session;
      written.isOfTheLiving = line.boot === bootId() && runsStill(line);
    } else if ('undo' in line) open.set(line.id, line.undo);
    else if ('done' in line) open.delete(line.done);
    else written.ports.push(...line.ports);
  }
  written.open = [...open].map(([id, undo]) => ({ id, undo }));
  return written;
}

/** A line that was cut off is of a deed that was not done: the deed waits until its line is on the disk. */
function parse(line: string): Line[] {
  try {
    return [JSON.parse(line) as Line];
  } catch {
    return [];
  }
}

function discard(file: string): void {
  if (readLog(file).open.length === 0) rmSync(file, { force: true });
}

function append(file: string, line: Line, flags = 'a'): void {
  const opened = openSync(file, flags);
  try {
    writeSync(opened, `\n${JSON.stringify(line)}\n`); // Also after a line that a full disk or a crash cut off.
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function sync(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
