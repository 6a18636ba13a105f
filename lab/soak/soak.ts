import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../random.ts';
import { runProject, type ProjectRun } from '../run/run-project.ts';
import type { Job } from './plan.ts';
import type { SoakedRelay } from './relays.ts';

/** What is kept of one run. */
export interface SoakRun {
  number: number;
  relay: string;
  condition: string;
  detail: string;
  seconds: number;
  /** The red checks with their words; empty where the run was green. */
  red: { requirement: string; words: string }[];
  /** Where its artifacts are kept; those of green runs are not. */
  kept?: string;
}

interface Soak {
  reports: string;
  tell: (run: SoakRun) => void;
}

/** Works off the blocks one by one. Each lane has its own instances of all relays and takes the next job of the block. */
export async function soak(blocks: Job[][], lanes: SoakedRelay[][], { reports, tell }: Soak): Promise<SoakRun[]> {
  const runs: SoakRun[] = [];
  let number = 0;
  const keep = (run: SoakRun): void => {
    runs.push(run);
    tell(run);
  };
  for (const block of blocks) {
    const queue = [...block];
    const work = async (relays: SoakedRelay[]): Promise<void> => {
      for (let job = queue.shift(); job; job = queue.shift()) {
        const numbers = Array.from({ length: job.condition.runsAtOnce }, () => (number += 1));
        for (const run of await call(job, relays, { numbers, reports })) keep(run);
      }
    };
    await Promise.all(lanes.map(work));
  }
  return runs;
}

async function call(
  { relay: name, condition, seed }: Job,
  relays: SoakedRelay[],
  { numbers, reports }: { numbers: number[]; reports: string },
): Promise<SoakRun[]> {
  const relay = relays.find((each) => each.name === name);
  if (!relay) throw new Error(`${name} was not started`);
  const { detail, end } = condition.begin(relay.proxy, seededRandom(seed));
  const about = { relay: name, condition: condition.name, detail };
  try {
    return await Promise.all(
      numbers.map(async (number) => {
        const directory = join(reports, String(number).padStart(3, '0'));
        const run = await runOnce(directory, relay.settings);
        return { number, ...about, ...(run.red.length > 0 ? { ...run, kept: directory } : run) };
      }),
    );
  } finally {
    end?.();
  }
}

/** A run that has not ended by then is interrupted, and red. */
const LONGEST_MS = 300_000;

/** One run of the real command. A run that leaves no results is red, too. */
async function runOnce(directory: string, settings: Record<string, string>): Promise<Pick<SoakRun, 'seconds' | 'red'>> {
  const start = performance.now();
  try {
    const interrupt = pause(LONGEST_MS, undefined, { ref: false });
    const run = await runProject({ project: 'prod-canary', reports: directory, settings, interrupt });
    const red = redOf(run);
    if (red.length === 0) rmSync(directory, { recursive: true, force: true });
    else writeFileSync(join(directory, 'output.txt'), run.output);
    return { seconds: run.seconds, red };
  } catch (error) {
    const red = [{ requirement: 'the run', words: String(error) }];
    return { seconds: (performance.now() - start) / 1000, red };
  }
}

function redOf({ checks, exitCode, output }: ProjectRun): SoakRun['red'] {
  const red = checks.filter(({ outcome }) => outcome === 'red');
  if (red.length > 0) return red.map(({ requirement, reason }) => ({ requirement, words: reason }));
  return exitCode === 0
    ? []
    : [{ requirement: 'the run', words: `exit code ${String(exitCode)}\n${output.slice(-2000)}` }];
}
