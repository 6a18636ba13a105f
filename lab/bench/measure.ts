import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cleanEnvironment } from '../run/run-project.ts';

/** A command to be timed as a whole process. */
export interface Candidate {
  name: string;
  file: string;
  arguments: string[];
  env: Record<string, string>;
}

/** Milliseconds of wall time. */
export interface Timing {
  min: number;
  median: number;
  max: number;
}

async function time(candidate: Candidate, reports: string): Promise<number> {
  const start = performance.now();
  const env = { ...cleanEnvironment(), ...candidate.env, RELAY_CANARY_REPORTS: reports };
  const child = spawn(candidate.file, candidate.arguments, { env, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${candidate.name} ended with exit code ${code}: there is nothing to measure`);
  return performance.now() - start;
}

/** Milliseconds of wall time of one whole process, whatever its exit code. */
export async function timeOnce(file: string, args: string[]): Promise<number> {
  const start = performance.now();
  await once(spawn(file, args, { stdio: 'ignore' }), 'exit');
  return performance.now() - start;
}

/**
 * Times the candidates in turn, so that a machine whose speed drifts is unfair to none; the first round warms up and is
 * not counted. Throws where a command fails.
 */
export async function measure(
  candidates: Candidate[],
  { runs, reports }: { runs: number; reports: string },
): Promise<Map<string, Timing>> {
  const samples = new Map(candidates.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= runs; round += 1) {
    process.stderr.write(`\rround ${round} of ${runs} `);
    for (const candidate of candidates) {
      const ms = await time(candidate, reports);
      if (round > 0) samples.get(candidate.name)?.push(ms);
    }
  }
  process.stderr.write('\n');
  return new Map([...samples].map(([name, values]) => [name, timing(values)]));
}

function timing(values: number[]): Timing {
  const sorted = values.sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return { min: at(0), median: at(0.5), max: at(1) };
}
