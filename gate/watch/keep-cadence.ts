import type { Clock } from './clock.ts';

/** How often something is done. */
export interface Cadence {
  /** Milliseconds from start to start. */
  everyMs: number;
  /** By what part of `everyMs` a gap may be longer or shorter: 0 to 0.5. */
  jitter: number;
}

interface Keep extends Cadence {
  clock: Clock;
  /** A number from 0 to 1. */
  random: () => number;
  /** Does it once; resolves with the moment (`clock.now()`) when it really started. Never rejects. */
  once: () => Promise<number>;
  /** Is told the moment when it starts next. */
  onNext: (moment: number) => void;
  /** Ends it all, also in the middle of a wait. */
  signal: AbortSignal;
}

/** Milliseconds from one start to the next: `chance`, from 0 to 1, spreads it evenly over the jitter. */
export const gapOf = ({ everyMs, jitter }: Cadence, chance: number): number =>
  everyMs * (1 + jitter * (2 * chance - 1));

/**
 * Does something at once and then again and again, measured from start to start, one at a time. What takes longer than
 * the gap is followed by the next at once; nothing is made up for. Resolves when the signal is aborted.
 */
export async function keepCadence({ clock, random, once, onNext, signal, ...cadence }: Keep): Promise<void> {
  while (!signal.aborted) {
    const startedAt = await once();
    const next = Math.max(startedAt + gapOf(cadence, random()), clock.now());
    onNext(next);
    await clock.waitUntil(next, signal);
  }
}
