import { setTimeout as pause } from 'node:timers/promises';

/** Two clocks: one that never jumps, for waiting and for ages, and the one on the wall, for people. */
export interface Clock {
  /** Milliseconds since some moment; never jumps. */
  now: () => number;
  /** Milliseconds since 1970; jumps when somebody sets the clock. */
  wall: () => number;
  /** Resolves when `now()` has come to a moment, or earlier when the signal is aborted. Never rejects. */
  waitUntil: (moment: number, signal: AbortSignal) => Promise<void>;
}

export const realClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  waitUntil: async (moment, signal) => {
    const ms = Math.max(0, moment - performance.now());
    await pause(ms, undefined, { signal }).catch(() => undefined);
  },
};
