import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanEnvironment, PLAYWRIGHT } from './run-project.ts';

/** What is read of a verdict here; the gate owns its whole shape (gate/verdict/verdict.ts). */
export interface ToldVerdict {
  verdict: string;
  reason: string;
  summary: string;
  exitCode: number;
  run: { id: string };
}

/** A run of the gate, or of Playwright alone, that has ended. */
export interface GateRun {
  /** Null where a signal ended it. */
  exitCode: number | null;
  seconds: number;
  /** Everything that was printed. */
  output: string;
  /** verdict.json as it stands afterwards; undefined where there is none, or half of one. */
  verdict: ToldVerdict | undefined;
  /** The verdict of the last line of the standard output; undefined where that is another line. */
  line: ToldVerdict | undefined;
  reports: string;
}

interface GateOptions {
  /** Where the artifacts and the verdict go. */
  reports: string;
  /** What outlives a run. */
  state: string;
  /** Settings. Nothing with the prefix of a target is inherited, nor read from a file. */
  settings: Record<string, string>;
  /** Default: --project=prod-canary. */
  arguments?: string[];
  /** The gate, or Playwright as a user calls it, whose verdict is the same. Default: the gate. */
  program?: 'gate' | 'playwright';
  /** A command that starts it, for example unshare with its options. */
  under?: string[];
}

/** A run that may still be on. */
export interface StartedGate {
  /** Of the gate, or of the command that starts it. */
  pid: number;
  kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it has printed this; rejects where it ends without, or after a minute. */
  prints: (words: string) => Promise<void>;
  /** Never rejects for a red run. */
  ended: Promise<GateRun>;
}

/** From the root of this repository. */
const PROGRAMS = { gate: ['--import', 'tsx', 'gate/main.ts'], playwright: [PLAYWRIGHT, 'test'] };

const PRINTS_WITHIN_MS = 60_000;

/** Starts the gate as a user would, in a process of its own. */
export function startGate({
  reports,
  state,
  settings,
  program = 'gate',
  under = [],
  ...rest
}: GateOptions): StartedGate {
  const start = performance.now();
  const command = [...under, process.execPath, ...PROGRAMS[program], ...(rest.arguments ?? ['--project=prod-canary'])];
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: { ...cleanEnvironment(), ...settings, RELAY_CANARY_REPORTS: reports, RELAY_CANARY_STATE: state },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, stdout] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const ended = closed.then(([exitCode]) => ({
    ...{ exitCode, output, reports, seconds: (performance.now() - start) / 1000 },
    ...{ verdict: readVerdictFile(reports), line: readLastLine(stdout) },
  }));
  const over = new AbortController();
  void ended.then(() => over.abort());
  return {
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
    prints: async (words) => {
      const giveUp = AbortSignal.any([over.signal, AbortSignal.timeout(PRINTS_WITHIN_MS)]);
      while (!output.includes(words)) {
        if (giveUp.aborted) throw new Error(`"${words}" was not printed:\n${output}`);
        await pause(10);
      }
    },
    ended,
  };
}

/** The verdict.json of a directory; undefined where there is none, or half of one. */
export function readVerdictFile(reports: string): ToldVerdict | undefined {
  try {
    return JSON.parse(readFileSync(join(reports, 'verdict.json'), 'utf8')) as ToldVerdict;
  } catch {
    return undefined;
  }
}

const LINE = /^CANARY_VERDICT (\{.*\})$/;

function readLastLine(stdout: string): ToldVerdict | undefined {
  const [, json] = LINE.exec(stdout.trimEnd().split('\n').at(-1) ?? '') ?? [];
  return json === undefined ? undefined : (JSON.parse(json) as ToldVerdict);
}
