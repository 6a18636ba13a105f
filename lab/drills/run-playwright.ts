import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { signal as signalProcess } from '../ground/process-tree.ts';
import { allProcesses, type Process } from '../ground/processes.ts';

/** How Playwright ended. */
export interface PlaywrightRun {
  /** Null where a signal ended it. */
  exitCode: number | null;
  /** The signal that we got meanwhile. */
  interruptedBy: NodeJS.Signals | undefined;
  /** Whether a worker of it, or what that started, has not ended yet. */
  isAnybodyLeft: () => boolean;
  /** SIGKILL for them. */
  killAll: () => void;
}

interface RunOptions {
  repeat: number;
  environment: Record<string, string>;
  /** Where everything goes that it prints. */
  log: string;
  /** Called at the first signal. */
  onSignal: (signal: NodeJS.Signals) => void;
}

const CLI = 'node_modules/@playwright/test/cli.js';
const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** As long as it takes to take everything back, in milliseconds, where the main process of Playwright is gone. */
const LEAVE_WITHIN_MS = 120_000;

/**
 * Runs the drills by Playwright, in a process group of its own: what is typed at the terminal reaches us only, and we pass it on once, as the
 * SIGTERM that the configuration understands before the first test too. Where we are gone, the channel between us closes, which ends it (as where the gate has
 * gone).
 */
export async function runPlaywright({ repeat, environment, log, onSignal }: RunOptions): Promise<PlaywrightRun> {
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, [CLI, 'test', '--project=game-day', `--repeat-each=${repeat}`], {
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    env: {
      ...process.env,
      RELAY_CANARY_GATED: '1',
      PWTEST_FORCE_EXIT_TIMEOUT: String(LEAVE_WITHIN_MS),
      ...environment,
    },
  });
  closeSync(output);
  let interruptedBy: NodeJS.Signals | undefined;
  const pass = (signal: NodeJS.Signals): void => {
    if (interruptedBy !== undefined) return;
    interruptedBy = signal;
    onSignal(signal);
    child.kill('SIGTERM');
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  const watching = watchNpm(() => pass('SIGTERM'));
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  for (const signal of SIGNALS) process.off(signal, pass);
  clearInterval(watching);
  return {
    ...{ exitCode, interruptedBy },
    isAnybodyLeft: () => groupOf(child.pid).length > 0,
    killAll: () => {
      for (const one of groupOf(child.pid)) signalProcess(one, 'SIGKILL');
    },
  };
}

const LOOK_EVERY_MS = 500;

/** A SIGTERM for npm ends npm and its shell, and is not passed on to us: then we have another parent. */
function watchNpm(hasGone: () => void): NodeJS.Timeout | undefined {
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  const { ppid } = process;
  return setInterval(() => process.ppid === ppid || hasGone(), LOOK_EVERY_MS);
}

/** All that Playwright started, as far as they stayed with it: nodes are sessions of their own. */
const groupOf = (leader: number | undefined): Process[] =>
  leader === undefined ? [] : allProcesses().filter(({ group }) => group === leader);
