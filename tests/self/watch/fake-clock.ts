import type { Clock } from '../../../gate/watch/clock.ts';

/** A clock that goes on only when it is told to. */
export interface FakeClock extends Clock {
  /** Lets milliseconds pass and lets everybody act who waited for them. */
  pass: (ms: number) => Promise<void>;
  /** Sets the clock on the wall forward (or back), as an administrator does. */
  jump: (ms: number) => void;
  /** How many wait. */
  waiting: () => number;
}

/** Lets everything run that has nothing to wait for. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Makes a clock that stands at zero; on the wall it is noon of a day in 2026. */
export function makeFakeClock(): FakeClock {
  let now = 0;
  let noon = Date.parse('2026-11-21T12:00:00Z');
  const sleepers = new Set<{ moment: number; wake: () => void }>();
  return {
    now: () => now,
    wall: () => noon + now,
    waitUntil: (moment, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          moment,
          wake: (): void => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal.addEventListener('abort', sleeper.wake);
        if (signal.aborted || moment <= now) sleeper.wake();
      }),
    pass: async (ms) => {
      now += ms;
      for (const { moment, wake } of [...sleepers]) if (moment <= now) wake();
      await settle();
    },
    jump: (ms) => void (noon += ms),
    waiting: () => sleepers.size,
  };
}
