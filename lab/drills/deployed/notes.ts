import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'; // prettier-ignore
import { dirname, join, resolve } from 'node:path';
import { stateDirectory } from '../../../fixtures/state/state.ts';
import { bootId, readProcess, runsStill } from '../../ground/processes.ts';
import { until } from '../../ground/until.ts';
import { makeRunner, type Runner } from './command.ts';
import type { Command } from './plan.ts';

/** What takes a fault back, as it is kept on the disk from before the fault until all is whole. */
export interface HealNote {
  session: string;
  environment: string;
  drill: string;
  heal: Command;
  healed: Command;
  /** For each command, and until `healed` is so; milliseconds. */
  commandMs: number;
  wholeMs: number;
}

type Written = HealNote & { pid: number; startedAt: string; boot: string; directory: string };

const ASK_EVERY_MS = 500;

const notesIn = (state: string): string => resolve(state, 'game-day');

/** Writes a note that only we may read; resolves nothing before it is on the disk. Gives what takes it away. */
export function writeNote(note: HealNote, state: string): { remove: () => void } {
  const file = join(notesIn(state), `deployed-${note.session}-${note.drill}.json`);
  mkdirSync(dirname(file), { recursive: true });
  const startedAt = readProcess(process.pid)?.startedAt ?? '';
  const written: Written = { ...note, pid: process.pid, startedAt, boot: bootId(), directory: process.cwd() };
  const opened = openSync(file, 'wx', 0o600);
  writeSync(opened, JSON.stringify(written));
  fsyncSync(opened);
  closeSync(opened);
  const directory = openSync(dirname(file), 'r');
  fsyncSync(directory);
  closeSync(directory);
  return { remove: () => rmSync(file, { force: true }) };
}

/** The notes of faults in an environment that were not taken back, or not yet, in words. Throws where one cannot be read. */
export const openNotesOf = (environment: string, state: string): string[] =>
  noteFiles(state)
    .map(readNote)
    .filter(({ note }) => note.environment === environment)
    .map(({ note }) => `${note.drill} of session ${note.session}`);

function noteFiles(state: string): string[] {
  const directory = notesIn(state);
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names.filter((name) => /^deployed-.*\.json$/.test(name)).map((name) => join(directory, name));
}

/** Throws where somebody else may have written it: its commands are going to be run. */
function readNote(file: string): { note: Written; isOfTheLiving: boolean } {
  const { uid, mode } = statSync(file);
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0)
    throw new Error(`game day: ${file} is not ours alone; look at its commands, and run them by hand`);
  try {
    const note = JSON.parse(readFileSync(file, 'utf8')) as Written;
    return { note, isOfTheLiving: note.boot === bootId() && runsStill(note) };
  } catch (error) {
    throw new Error(`game day: ${file} was cut off before the fault it is about; remove it`, { cause: error });
  }
}

/** Takes a fault back, and waits until it is so. Throws what kept it. */
export async function healBy(
  { heal, healed, commandMs, wholeMs }: HealNote,
  { run, describe }: Runner,
  directory = process.cwd(),
): Promise<void> {
  const { exitCode, words } = await run(heal, { withinMs: commandMs, directory });
  let last = '';
  const isWhole = await until(
    async () => {
      const asked = await run(healed, { withinMs: commandMs, directory });
      last = asked.words;
      return asked.exitCode === 0;
    },
    wholeMs,
    ASK_EVERY_MS,
  );
  if (isWhole) return;
  const first = exitCode === 0 ? '' : `heal (${describe(heal)}): ${words}; `;
  throw new Error(`${first}healed (${describe(healed)}) is not so after ${wholeMs / 1000} s: ${last}`);
}

/**
 * Takes back the faults of sessions on deployments that were killed, newest first, with the commands that were noted before each fault.
 * Gives what failed, in words; such a note is kept. `tell` hears of each.
 */
export async function healDeployed(
  tell: (line: string) => void = () => undefined,
  state = stateDirectory(),
): Promise<string[]> {
  const failed: string[] = [];
  const runner = makeRunner();
  for (const file of noteFiles(state).reverse())
    try {
      const { note, isOfTheLiving } = readNote(file);
      const where = `${note.drill} in ${note.environment}, session ${note.session}`;
      tell(`${where}: ${isOfTheLiving ? 'still going on, left alone' : runner.describe(note.heal)}`);
      if (isOfTheLiving) continue;
      await healBy(note, runner, note.directory);
      rmSync(file, { force: true });
      tell(`${where}: healed`);
    } catch (error) {
      failed.push(`${file}: ${(error as Error).message}`);
    }
  return failed;
}
