import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { ABORTED } from '../verdict/names.ts';

/** How a run of Playwright ended. */
export interface Ended {
  /** Null where a signal ended it, or where it did not start. */
  exitCode: number | null;
  /** What the gate ended it for. */
  endedBy: keyof typeof ABORTED | undefined;
  /** Why it did not start. */
  problem: string | undefined;
}

interface Run {
  arguments: string[];
  env: Record<string, string | undefined>;
  /** Milliseconds; undefined: as long as it takes. */
  deadlineMs: number | undefined;
}

/** An interrupted run may clean up and report for so long, in milliseconds. */
const GRACE_MS = 15_000;

/** Not npx, which would leave the run behind as an orphan when it is told to end. */
const PLAYWRIGHT = createRequire(import.meta.url).resolve('@playwright/test/cli');

/**
 * Runs Playwright as a child, in a group of processes of its own: a Ctrl-C reaches it once, through the gate. SIGINT,
 * SIGTERM and the deadline end it in order; a second signal, or too long a good-bye, kills it. It ends itself when the
 * gate vanishes, since it holds a channel to it.
 */
export async function runPlaywright({ arguments: rest, env, deadlineMs }: Run): Promise<Ended> {
  const child = spawn(process.execPath, [PLAYWRIGHT, 'test', ...rest], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  let [endedBy, problem]: [Ended['endedBy'], string | undefined] = [undefined, undefined];
  const over = new AbortController();
  const kill = (): void => {
    if (child.pid !== undefined) tryTo(() => process.kill(-(child.pid ?? 0), 'SIGKILL'));
  };
  const end = (why: keyof typeof ABORTED): void => {
    if (endedBy !== undefined) {
      kill();
      return;
    }
    endedBy = why;
    process.stdout.write(
      `\n${why === 'deadline' ? 'The deadline has come' : why}: the run is asked to end and to clean up.\n`,
    );
    child.kill('SIGTERM'); // Not SIGINT, which the run could lose while it starts (gate/verdict/ended-by.ts).
    void pause(GRACE_MS, undefined, over).then(kill, ignore);
  };
  const [onInt, onTerm] = [(): void => end('SIGINT'), (): void => end('SIGTERM')];
  process.on('SIGINT', onInt).on('SIGTERM', onTerm);
  if (deadlineMs !== undefined) void pause(deadlineMs, undefined, over).then(() => end('deadline'), ignore);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', (error) => {
      problem = error.message;
      resolve(null);
    });
  });
  over.abort();
  process.off('SIGINT', onInt).off('SIGTERM', onTerm);
  kill(); // Workers that outlive their run.
  return { exitCode, endedBy, problem };
}

const ignore = (): void => undefined;

function tryTo(act: () => unknown): void {
  try {
    act();
  } catch {
    // It has ended already.
  }
}
