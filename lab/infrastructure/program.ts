import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A program that listens, as a child of this process. */
export interface Program {
  stop: () => Promise<void>;
}

interface Start {
  program: string;
  arguments: string[];
  /** Where it will listen, on 127.0.0.1. */
  port: number;
  /** In a group of processes of its own: a signal to our group does not reach it. */
  isApart?: boolean;
}

const START_WITHIN_MS = 20_000;
const END_WITHIN_MS = 5_000;

/** Where Debian keeps servers, which is not on everybody's path. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;

/** Debian's packages that are not called like the program in them. */
const PACKAGES: Partial<Record<string, string>> = { nginx: 'nginx-light', promtool: 'prometheus' };

/** Says how to get a program that is missing; gives any other error as it is. */
export const explain = (program: string, error: Error): Error =>
  (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? new Error(
        `infrastructure: ${program} is not installed here; on Debian: apt-get install ${PACKAGES[program] ?? program}`,
        { cause: error },
      )
    : error;

/** Starts a program that stays in the foreground; resolves when it listens. Throws with its words where it does not. */
export async function startProgram({ program, port, isApart = false, ...start }: Start): Promise<Program> {
  const child = spawn(program, start.arguments, {
    env: { ...process.env, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: isApart,
  });
  let said = '';
  let failure: Error | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      failure = explain(program, error);
      resolve();
    });
  });
  const isOver = (): boolean => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!isOver()) child.kill('SIGTERM');
    const isTooLate = pause(END_WITHIN_MS, true, { ref: false });
    if ((await Promise.race([ended, isTooLate])) === true) child.kill('SIGKILL');
    await ended;
  };
  const giveUpAt = performance.now() + START_WITHIN_MS;
  while (!(await listens(port))) {
    if (!isOver() && performance.now() < giveUpAt) {
      await pause(20);
      continue;
    }
    await stop();
    throw failure ?? new Error(`infrastructure: ${program} does not listen on 127.0.0.1:${port}. It said:\n${said}`);
  }
  return { stop };
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('close', () => undefined).end();
  });
