import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { provision } from '../rollout/provision.ts';
import { startGate, type GateRun, type StartedGate } from '../run/run-gate.ts';

/** One run of the canary: its verdict in the gate's words, or that it left none. */
export interface Song {
  /** Milliseconds since the epoch. */
  atMs: number;
  endedAtMs: number;
  verdict: string;
  exitCode: number | null;
  /** What the gate said about it, in one sentence. */
  summary: string;
}

export interface CanaryLoop {
  /** Every run that has ended, in order. */
  songs: Song[];
  /** Lets the run of now end, for so many milliseconds at most, and begins no other. */
  stop: (withinMs?: number) => Promise<void>;
}

interface CanaryOptions {
  /** ws://127.0.0.1:PORT of HAProxy. */
  url: string;
  /** Where its reports go. */
  directory: string;
  /** Milliseconds between the end of a run and the beginning of the next. Default 1,000. */
  restMs?: number;
}

const REST_MS = 1_000;
const STOP_WITHIN_MS = 60_000;

/**
 * Provisions canary groups, once, and runs prod-canary through HAProxy again and again, as an operator's watch does: on all of a
 * drill. Throws where the groups cannot be provisioned.
 */
export async function canaryThrough({ url, directory, restMs = REST_MS }: CanaryOptions): Promise<CanaryLoop> {
  const settings = await provision(url, 'prod');
  const songs: Song[] = [];
  const stopping = new AbortController();
  let running: StartedGate | undefined;
  let count = 0;

  const sing = async (): Promise<void> => {
    const reports = join(directory, `canary-${(count += 1)}`);
    mkdirSync(reports, { recursive: true });
    const atMs = Date.now();
    running = startGate({ reports, state: join(directory, 'canary-state'), settings });
    songs.push(songOf(atMs, await running.ended));
    running = undefined;
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sing();
      await pause(restMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const looped = loop();
  return {
    songs,
    stop: async (withinMs = STOP_WITHIN_MS) => {
      stopping.abort();
      const timer = setTimeout(() => running?.kill('SIGTERM'), withinMs);
      await looped;
      clearTimeout(timer);
    },
  };
}

const songOf = (atMs: number, { exitCode, verdict, output }: GateRun): Song => ({
  ...{ atMs, endedAtMs: Date.now(), exitCode },
  verdict: verdict?.verdict ?? 'none',
  summary: verdict?.summary ?? output.slice(-300),
});
