import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** How a child ended. */
export interface Ended {
  /** As a shell has it: 128 and the signal's number where a signal ended it; undefined where it never started. */
  exitCode: number | undefined;
  /** The last line with an error that it wrote to stderr, or else the last. */
  lastWords: string;
}

/** A gate that runs. */
export interface GateChild {
  ended: Promise<Ended>;
  /** Asks it to end and to clean up, as Ctrl-C does; kills it where that takes longer than `withinMs`. */
  end: (withinMs: number) => void;
  /** Ends it and what it started, without clean-up. */
  kill: () => void;
}

/** Output that comes after the exit is waited for so long, for somebody else may hold the pipe. */
const LAST_OUTPUT_MS = 500;

/**
 * Starts the gate in a process group of its own: Ctrl-C in a terminal reaches this process only, which then asks the
 * gate once. (Playwright takes a second SIGINT as "at once".) No shell is involved.
 */
export function startGate(command: string[], environment: NodeJS.ProcessEnv): GateChild {
  const [program = process.execPath, ...rest] = command;
  const child = spawn(program, rest, { env: environment, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const kill = (): void => killGroup(child);
  return {
    ended: endOf(child).then((exitCode) => ({ exitCode, lastWords: lastWords(said) })),
    end: (withinMs) => {
      child.kill('SIGINT');
      const timer = setTimeout(kill, withinMs);
      child.once('exit', () => clearTimeout(timer));
    },
    kill,
  };
}

function lastWords(said: string): string {
  const lines = said.trim().split('\n');
  return (lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? '').trim();
}

async function endOf(child: ChildProcess): Promise<number | undefined> {
  const closed = once(child, 'close').catch(() => undefined);
  const exit = await once(child, 'exit').catch(() => undefined);
  if (!exit) return undefined;
  await Promise.race([closed, pause(LAST_OUTPUT_MS, undefined, { ref: false })]);
  child.stderr?.destroy();
  const [code, signal] = exit as [number | null, NodeJS.Signals | null];
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended in this moment.
  }
}
