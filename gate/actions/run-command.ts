import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Deadline } from '../../fixtures/protocol/deadline.ts';

/** How long a group of processes may take to end after SIGTERM, and after SIGKILL, in milliseconds. */
const KILL_AFTER_MS = 5000;
const GIVE_UP_AFTER_MS = 2000;

/** How long the rest of the output is waited for once the command has ended: a grandchild may keep the pipe open. */
const DRAIN_MS = 1000;

/**
 * Node gives its children sockets, and a script fails there that writes to /dev/stderr or reads /dev/stdin: `cat` makes
 * pipes of them. The exit code comes over 3, as the last `cat` may live as long as a grandchild does; it outlives
 * SIGTERM, so that what the command says while it ends is heard.
 */
const IN_PIPES = 'cat 3>&- | { sh -c "$1" 3>&-; echo "$?" >&3; } 2>&1 | (trap "" TERM; exec cat 3>&-)';

/** How a command ended. `exitCode` is null where it was killed before it gave one. */
export interface Ended {
  exitCode: number | null;
  isTooLate: boolean;
}

/** What a command is given, and how long. */
export interface Run {
  /** What it finds on its standard input; it need not read it. */
  input: string;
  environment: NodeJS.ProcessEnv;
  /** Milliseconds until its whole group gets SIGTERM, and SIGKILL 5 s later. */
  withinMs: number;
  /** Gets what it prints, as it comes, in pieces that end anywhere. */
  hear: (chunk: string) => void;
}

/**
 * Runs a command with `sh -c` in a group of processes of its own. It has ended when its shell has: what that left behind
 * in the background lives on, but is not heard any more. Throws where there is no shell to start.
 */
export async function runCommand(command: string, { input, environment, withinMs, hear }: Run): Promise<Ended> {
  const child = spawn('sh', ['-c', IN_PIPES, 'sh', command], {
    env: environment,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const failure = new Promise<Error>((resolve) => child.once('error', resolve));
  const [stdin, stdout, stderr] = [child.stdin, child.stdout, child.stderr];
  const exitCode = child.stdio[3] as Readable;
  const streams = [stdin, stdout, stderr, exitCode];
  // Whoever closes its input early (EPIPE), or never reads it, does so rightly.
  for (const stream of streams) stream.on('error', () => undefined);
  for (const stream of [stdout, stderr]) stream.setEncoding('utf8').on('data', hear);
  stdin.end(input);
  const [isOver, isClosed] = [Promise.race([failure, codeFrom(exitCode)]), once(child, 'close')];
  isClosed.catch(() => undefined);
  let end = await within(withinMs, isOver);
  const isTooLate = end === undefined;
  if (isTooLate && child.pid !== undefined) end = await stop(child.pid, isOver);
  if (end instanceof Error) throw end;
  await within(DRAIN_MS, isClosed);
  for (const stream of streams) stream.destroy();
  child.unref();
  return { exitCode: end ?? null, isTooLate };
}

type Over = Promise<number | null | Error>;

/** The number that comes; null where the shells were killed before they gave one. */
function codeFrom(stream: Readable): Promise<number | null> {
  return new Promise((resolve) => {
    stream.once('data', (text: Buffer) => resolve(Number(text.toString())));
    stream.once('close', () => resolve(null));
  });
}

async function within<Value>(ms: number, event: Promise<Value>): Promise<Value | undefined> {
  const timer = new AbortController();
  const isTooLate = pause(ms, undefined, { signal: timer.signal }).catch(() => undefined);
  return Promise.race([event, isTooLate]).finally(() => timer.abort());
}

/** Ends the command and all that it started in its group. */
async function stop(pid: number, isOver: Over): Promise<Awaited<Over> | undefined> {
  if (signal(pid, 'SIGTERM') && !(await isGone(pid))) signal(pid, 'SIGKILL');
  return within(GIVE_UP_AFTER_MS, isOver);
}

async function isGone(pid: number): Promise<boolean> {
  const deadline = Deadline.in(KILL_AFTER_MS);
  while (signal(pid, 0)) {
    if (deadline.remainingMs === 0) return false;
    await pause(50);
  }
  return true;
}

/** Sends a signal to a group; 0 only asks. False where there is no such group any more. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}
