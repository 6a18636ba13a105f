import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResults, type Results } from './results.ts';

export interface ProjectRun extends Results {
  exitCode: number | null;
  seconds: number;
  /** Everything that was printed. */
  output: string;
  reports: string;
  /** What the gate's reporter made of it; empty where the run has none. */
  verdict: string;
}

interface RunOptions {
  project: string;
  /** Where the artifacts of this run go. */
  reports: string;
  /** Settings. Nothing with the prefix of a target is inherited, nor read from a file. */
  settings: Record<string, string>;
  arguments?: string[];
  /** Interrupts the run, as Ctrl-C does, when this resolves. */
  interrupt?: Promise<unknown>;
}

export const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

/** The environment of this process without any target's settings, and with no file of settings. */
export const cleanEnvironment = (): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PROD|STAGING|TEST|PW|RELAY_CANARY)_/.test(name)),
  ),
  RELAY_CANARY_ENV_FILE: '/dev/null',
  FORCE_COLOR: '0',
});

/** Runs one project as a user would, in a process of its own, and reads what it reported. Never rejects for a red run. */
export async function runProject({ project, reports, settings, ...options }: RunOptions): Promise<ProjectRun> {
  const start = performance.now();
  const child = spawn(process.execPath, [PLAYWRIGHT, 'test', `--project=${project}`, ...(options.arguments ?? [])], {
    env: { ...cleanEnvironment(), ...settings, RELAY_CANARY_REPORTS: reports },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  void options.interrupt?.then(() => child.kill('SIGINT'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const results = readResults(readFileSync(join(reports, 'results.json'), 'utf8'));
  const seconds = (performance.now() - start) / 1000;
  return { ...results, exitCode, output, reports, verdict: verdictIn(reports), seconds };
}

function verdictIn(reports: string): string {
  const file = join(reports, 'verdict.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { verdict: string }).verdict : '';
}
