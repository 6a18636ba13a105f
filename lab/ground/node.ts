import type { ChildProcess } from 'node:child_process';
import { chownSync, closeSync, openSync, readSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startHeld, type Command } from './command.ts';
import type { Node, NodeProgram, UndoLog } from './ground.ts';
import type { Hold } from './hold.ts';
import type { Daemon } from './ours.ts';
import { signal } from './process-tree.ts';
import { readProcess, type Process } from './processes.ts';
import { until } from './until.ts';

const SAID_BYTES = 20_000;
const ORPHANS_WITHIN_MS = 1000;

/** What a node needs of its ground. */
export interface NodePlace {
  session: string;
  marker: string;
  directory: string;
  hold: Hold;
  daemon: Daemon;
  log: UndoLog;
}

/** A node that is not started yet. */
export function makeNode(program: NodeProgram, { session, marker, directory, hold, daemon, log }: NodePlace): Node {
  const { name, readyWithinMs = 30_000 } = program;
  const output = join(directory, 'output.log');
  const freezeUndo = hold.isExact
    ? ({ undo: 'thaw-cgroup', path: hold.enter.at(-1) ?? '' } as const)
    : ({ undo: 'thaw-marked', marker } as const);
  let first: Process | undefined;
  let thawed: { done: () => void } | undefined;

  const command = (stdout: number): Command => ({
    session,
    marker,
    hold,
    daemon: program.asDaemon === false ? undefined : daemon,
    program: program.program,
    arguments: program.arguments,
    environment: program.environment ?? {},
    directory: program.directory ?? directory,
    home: directory,
    namespace: program.namespace,
    stdio: ['ignore', stdout, stdout],
  });

  const launch = (): { child: ChildProcess; failure: () => Error | undefined } => {
    hold.prepare();
    const stdout = openSync(output, 'a');
    chownSync(output, daemon.uid, daemon.gid);
    let failure: Error | undefined;
    try {
      const child = startHeld(command(stdout));
      child.once('error', (error) => (failure = error));
      child.unref();
      first = child.pid === undefined ? undefined : readProcess(child.pid);
      return { child, failure: () => failure };
    } finally {
      closeSync(stdout);
    }
  };

  const node: Node = {
    name,
    directory,
    isExact: hold.isExact,
    start: async () => {
      if (hold.isAlive()) throw new Error(`${name} runs already: kill or stop it before it is started again`);
      const { child, failure } = launch();
      const isOver = (): boolean =>
        failure() !== undefined || ((child.exitCode !== null || child.signalCode !== null) && !hold.isAlive());
      const giveUpAt = performance.now() + readyWithinMs;
      try {
        for (;;) {
          const left = giveUpAt - performance.now();
          if (isOver())
            throw failure() ?? new Error(`it ended: ${child.signalCode ?? `exit code ${child.exitCode ?? '?'}`}`);
          if (left <= 0) throw new Error(`it is not ready after ${readyWithinMs} ms`);
          if (
            hold.isAlive() &&
            (await Promise.race([program.isReady(), pause(left, false, { ref: false })])) &&
            !isOver()
          )
            break;
          await pause(20);
        }
      } catch (error) {
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL'); // Also where it is not held yet.
        await hold.kill();
        throw new Error(`${name} does not start: ${(error as Error).message}. It said:\n${node.said()}`, {
          cause: error,
        });
      }
      if (!hold.isExact) noteTree(hold, log);
    },
    stop: async (withinMs = 10_000) => {
      if (!hold.isAlive()) return;
      await node.thaw();
      const giveUpAt = performance.now() + withinMs;
      if (first !== undefined) signal(first, 'SIGTERM');
      await until(() => !hold.isAlive() || (first !== undefined && readProcess(first.pid) === undefined), withinMs);
      await until(() => !hold.isAlive(), Math.min(ORPHANS_WITHIN_MS, Math.max(0, giveUpAt - performance.now())));
      await node.kill();
    },
    kill: async () => {
      await hold.kill();
      thawed?.done();
      thawed = undefined;
    },
    freeze: async () => {
      if (!hold.isAlive()) throw new Error(`${name} cannot be frozen: it does not run`);
      log.refuseWhenLeft();
      thawed ??= log.note(freezeUndo);
      await hold.freeze();
    },
    thaw: async () => {
      if (thawed === undefined) return;
      await hold.thaw();
      thawed.done();
      thawed = undefined;
    },
    isAlive: hold.isAlive,
    isFrozen: hold.isFrozen,
    pids: hold.pids,
    said: () => endOf(output),
  };
  return node;
}

/** Without cgroups: who writes over its environment is known by its id, also after a crash of the driver. */
function noteTree(hold: Hold, log: UndoLog): void {
  const processes = hold
    .pids()
    .map(readProcess)
    .filter((found) => found !== undefined);
  log.note({
    undo: 'end-pids',
    pids: processes.map(({ pid }) => pid),
    startedAt: processes.map(({ startedAt }) => startedAt),
  });
}

/** The end of a file as text; empty where there is none. */
function endOf(file: string): string {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(opened);
    const bytes = Buffer.alloc(Math.min(size, SAID_BYTES));
    readSync(opened, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString();
  } finally {
    closeSync(opened);
  }
}
