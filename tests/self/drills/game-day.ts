import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { test as base } from '@playwright/test';
import { takeStock } from '../../../lab/ground/leaks.ts';
import { allProcesses, runsStill, type Process } from '../../../lab/ground/processes.ts';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';

export { expect } from '@playwright/test';

/** Who takes part in a session: `npm run game-day` itself, Playwright, and its worker, which plays the drill. */
export type Part = 'driver' | 'playwright' | 'worker';

const COMMAND: Record<Exclude<Part, 'driver'>, string> = {
  playwright: '@playwright/test/cli.js',
  worker: 'workerProcessEntry',
};

/** A session under way, in a process of its own. */
export interface Started {
  /** Everything that it printed so far. */
  said: () => string;
  /** Resolves when it has printed this. Throws where it ends without, or after two minutes. */
  says: (words: string) => Promise<void>;
  kill: (signal: NodeJS.Signals, ...parts: Part[]) => void;
  /** Its exit code, when it ends; null where a signal ended it. */
  ended: Promise<number | null>;
  /** Whoever took part when this was asked, with all whom they started. */
  family: () => Process[];
  /** The name of its ground. Throws before there is one. */
  ground: () => string;
}

interface Fixtures {
  /** Starts `npm run game-day` with these words, with state and reports of its own. What it left is healed in the end. */
  gameDay: (only: string, ...words: string[]) => Started;
}

export const test = base.extend<Fixtures>({
  gameDay: async ({}, use) => {
    const own = mkdtempSync(join(tmpdir(), 'relay-canary-state-'));
    const environment = { RELAY_CANARY_STATE: join(own, 'state'), RELAY_CANARY_REPORTS: join(own, 'reports') };
    const started: Started[] = [];
    const start = (only: string, ...words: string[]): Started => {
      const one = observe(
        spawn(process.execPath, ['--import', 'tsx', 'lab/drills/main.ts', ...words], {
          env: { ...cleanEnvironment(), ...environment, ONLY: only },
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      );
      started.push(one);
      return one;
    };
    await use(start);
    for (const one of started) one.kill('SIGKILL', 'driver', 'playwright', 'worker');
    await Promise.all(started.map(({ ended }) => ended));
    await start('', 'heal').ended;
    rmSync(own, { recursive: true, force: true });
  },
});

const SAYS_WITHIN_MS = 120_000;

function observe(child: ChildProcess): Started {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  let isOver = false;
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).finally(() => (isOver = true));
  const family = (): Process[] => familyOf(child.pid ?? 0);
  const pidOf = (part: Part): number | undefined =>
    part === 'driver' ? child.pid : family().find(({ pid }) => commandOf(pid).includes(COMMAND[part]))?.pid;
  return {
    ended,
    family,
    said: () => output,
    says: async (words) => {
      const giveUpAt = performance.now() + SAYS_WITHIN_MS;
      while (!output.includes(words)) {
        if (isOver || performance.now() > giveUpAt) throw new Error(`"${words}" was not said:\n${output}`);
        await pause(20);
      }
    },
    kill: (signal, ...parts) => {
      const pids = parts.map(pidOf); // All, before the first is gone and the others are nobody's children.
      for (const pid of pids) if (pid !== undefined && !isOver) process.kill(pid, signal);
    },
    ground: () => {
      const [, name] = /on ground (\S+),/.exec(output) ?? [];
      if (name === undefined) throw new Error(`there is no ground yet:\n${output}`);
      return name;
    },
  };
}

function familyOf(pid: number): Process[] {
  const all = allProcesses();
  const family = all.filter((one) => one.pid === pid);
  for (const one of family) family.push(...all.filter(({ parent }) => parent === one.pid));
  return family;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** What a session has on the machine, and which of its processes run, in words. */
export async function stockOf(ground: string, family: Process[]): Promise<string[]> {
  const { cgroups, processes, namespaces, tables, mounts, directories } = await takeStock();
  const all = [cgroups, processes, namespaces, tables, mounts, directories].flat();
  const running = family.filter(runsStill).map(({ name, pid }) => `${name} (${pid}) runs`);
  return [...all.filter((one) => one.includes(ground)), ...running];
}
