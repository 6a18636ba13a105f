import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from '../../../fixtures/config/environment.ts';
import type { CanaryLoop, Song } from '../../load/canary.ts';
import { startGate, type StartedGate } from '../../run/run-gate.ts';

interface CanaryOptions {
  /** With the canary's own settings under the prefix of the target. */
  environment: Environment;
  prefix: 'PROD' | 'STAGING';
  /** Where its reports go. */
  directory: string;
}

/** A loop that can be waited for. */
export interface DeployedCanary extends CanaryLoop {
  /** Resolves when a run has ended that began after this was called. Begins it at once. */
  singOnce: () => Promise<Song>;
}

/**
 * What prod-canary is given: where the relay is and who its members are. Never an admin's key, and nothing of the gate: a game day rolls
 * nothing back and posts to nobody.
 */
const GIVEN = [
  ...['RELAY_URL', 'RELAY_POLICY', 'READINESS_URL', 'CONTROL_URL', 'KNOWN_FAILURES', 'DEADLINE_SECONDS'],
  ...['CANARY_SECRET_KEY', 'CANARY_SECRET_KEY_FILE', 'CANARY_GROUP'],
];

/** A run writes 12 events at most; so long nothing is written between two of them, in milliseconds. */
const REST_MS = 20_000;
const STOP_WITHIN_MS = 90_000;

/** The settings of a target as prod-canary reads them. */
export const asProd = (environment: Environment, prefix: string): Record<string, string> =>
  Object.fromEntries(
    GIVEN.flatMap((name) => {
      const value = environment[`${prefix}_${name}`];
      return value === undefined ? [] : [[`PROD_${name}`, value]];
    }),
  );

/** Runs prod-canary on a deployed relay, as its operator's watch does, once in a while until it is stopped. */
export function startCanary({ environment, prefix, directory }: CanaryOptions): DeployedCanary {
  const settings = asProd(environment, prefix);
  const songs: Song[] = [];
  const stopping = new AbortController();
  let running: StartedGate | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const sing = async (): Promise<Song> => {
    if (stopping.signal.aborted) throw new Error('the canary was stopped');
    const reports = join(directory, `canary-${songs.length + 1}`);
    mkdirSync(reports, { recursive: true });
    const atMs = Date.now();
    running = startGate({ reports, state: join(directory, 'canary-state'), settings });
    const { exitCode, verdict, output } = await running.ended;
    running = undefined;
    const summary = verdict?.summary ?? output.slice(-300);
    const song = { atMs, endedAtMs: Date.now(), exitCode, verdict: verdict?.verdict ?? 'none', summary };
    songs.push(song);
    return song;
  };
  const inTurn = (): Promise<Song> => {
    const song = turn.then(sing);
    turn = song.catch(() => undefined);
    return song;
  };
  const loop = async (): Promise<void> => {
    for (;;) {
      await pause(REST_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await inTurn().catch(() => undefined);
    }
  };
  const looped = loop();
  return {
    songs,
    singOnce: inTurn,
    stop: async (withinMs = STOP_WITHIN_MS) => {
      stopping.abort();
      const timer = setTimeout(() => running?.kill('SIGTERM'), withinMs);
      await Promise.all([looped, turn]);
      clearTimeout(timer);
    },
  };
}
