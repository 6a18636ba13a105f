import { mkdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stateDirectory } from '../../fixtures/state/state.ts';
import { healAll } from '../ground/undo-log.ts';
import { DRILLS, PLANTED } from './all.ts';
import type { Drill, Letter } from './drill.ts';
import { preflight } from './preflight.ts';
import { showProgress } from './progress.ts';
import { REPORTS, runName, sessionName } from './record.ts';
import { runPlaywright, type PlaywrightRun } from './run-playwright.ts';
import { select, selectPlanted, UsageError } from './selection.ts';
import { closeSession } from './session.ts';
import { asPlanted, asSpread, asTable } from './table.ts';
import { exitCodeOf, exitCodeOfPlanted } from './verdict.ts';

export interface Holding {
  repeat: number;
  isPlanted: boolean;
}

/** Milliseconds that whoever plays a drill may take to leave its ground when Playwright has ended before. */
const LEFT_WITHIN_MS = 150_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Plays what ONLY and SKIP choose, and tells how it went. Gives the exit code. Throws where they choose nothing. */
export async function holdSession({ repeat, isPlanted }: Holding): Promise<number> {
  const startedAt = new Date();
  const directory = resolve(REPORTS, sessionName(startedAt));
  const { drills, expected } = chosen(repeat, isPlanted);
  const { problems, remarks, exitCode } = await preflight(drills);
  for (const line of [...remarks, ...problems]) say(line);
  if (exitCode !== 0) return exitCode;

  say(`Game day in ${directory}: ${expected.join(', ')}`);
  mkdirSync(directory, { recursive: true });
  const progress = showProgress(join(directory, 'journal.jsonl'), process.stdout);
  const log = join(directory, 'playwright.log');
  const run = await runPlaywright({
    ...{ repeat, log },
    onSignal: (signal) => say(`${signal}: everything is taken back …`),
    environment: {
      RELAY_CANARY_SESSION: directory,
      RELAY_CANARY_REPORTS: directory,
      RELAY_CANARY_STATE: resolve(stateDirectory()),
      ...(isPlanted && { RELAY_CANARY_PLANTED: '1' }),
    },
  });
  const left = await takeBackWhatIsLeft(run);
  progress.stop();
  const { runs, missing } = closeSession(directory, { startedAt, isPlanted, expected });
  const tables = [isPlanted ? asPlanted(runs) : asTable(runs), asSpread(runs)];
  say(`\n${tables.filter(Boolean).join('\n\n')}\nSee ${join(directory, 'session.md')}`);
  for (const name of missing) say(`${name} left no record`);
  if (missing.length > 0 && run.interruptedBy === undefined) say(`Playwright said:\n${endOf(log)}`);
  for (const problem of left) say(problem);
  const judged = isPlanted ? exitCodeOfPlanted(runs) : exitCodeOf(runs.map(({ result }) => result));
  return exitCodeOfSession({ run, judged, isWhole: missing.length === 0 && left.length === 0 });
}

/**
 * A signal tells more than what was judged until then. What left no record, or could not be taken back, or was red for Playwright alone, is no pass
 * either.
 */
export function exitCodeOfSession({
  run: { exitCode, interruptedBy },
  judged,
  isWhole,
}: {
  run: Pick<PlaywrightRun, 'exitCode' | 'interruptedBy'>;
  judged: number;
  isWhole: boolean;
}): number {
  if (interruptedBy !== undefined) return 128 + constants.signals[interruptedBy];
  if (judged !== 0) return isWhole ? judged : 1;
  return isWhole && exitCode === 0 ? 0 : 1;
}

function chosen(repeat: number, isPlanted: boolean): { drills: Drill['id'][]; expected: string[] } {
  const selection = { only: process.env['ONLY'], skip: process.env['SKIP'] };
  const all: { id: Drill['id']; letter: Letter; number?: number }[] = isPlanted
    ? selectPlanted(PLANTED, selection).map(({ drill, number }) => ({ id: drill.id, letter: drill.letter, number }))
    : select(DRILLS, selection);
  if (all.length === 0)
    throw new UsageError(`ONLY and SKIP leave no drill${isPlanted ? ' with a planted defect' : ''}`);
  const runs = Array.from({ length: repeat }, (_, index) => index + 1);
  return {
    drills: [...new Set(all.map(({ id }) => id))],
    expected: all.flatMap(({ id, number }) => runs.map((run) => runName(id, run, number))),
  };
}

/**
 * Playwright may be killed while a worker of it plays a drill: that one is told by its channel, and leaves its ground. What a killed worker left is
 * taken back here. Gives what is left in spite of that, in words.
 */
async function takeBackWhatIsLeft({ isAnybodyLeft, killAll }: PlaywrightRun): Promise<string[]> {
  const giveUpAt = Date.now() + LEFT_WITHIN_MS;
  for (;;) {
    const failed = await healAll((line) => line.includes('taken back') && say(line));
    if (!isAnybodyLeft()) return failed;
    if (Date.now() > giveUpAt) break;
    await pause(200);
  }
  killAll();
  return [`Playwright's processes did not end within ${LEFT_WITHIN_MS} ms, and were killed`, ...(await healAll(say))];
}

const endOf = (file: string): string => readFileSync(file, 'utf8').trim().split('\n').slice(-20).join('\n');
