import { setTimeout as pause } from 'node:timers/promises';

interface Wait {
  /** In milliseconds. */
  withinMs: number;
  /** What is waited for, for the error. */
  what: string;
  /** Ends the wait with an error. */
  signal: AbortSignal;
}

const LOOK_EVERY_MS = 20;

/** Waits until a condition holds. Throws where it does not in time, or where the whole simulation is ended. */
export async function until(holds: () => boolean, { withinMs, what, signal }: Wait): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > giveUpAt) throw new Error(`rollout: not within ${withinMs / 1000} s: ${what}`);
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}
