import { expect, test } from '@playwright/test';
import { gapOf, keepCadence, type Cadence } from '../../../gate/watch/keep-cadence.ts';
import { makeFakeClock, settle, type FakeClock } from './fake-clock.ts';

interface Kept {
  clock: FakeClock;
  /** When each run started. */
  starts: number[];
  /** The most runs that were on at once. */
  atOnce: () => number;
  end: () => Promise<void>;
}

const MINUTE = 60_000;

/** Keeps a cadence of runs that take so many milliseconds each, one after the other; the last one holds for the rest. */
function keep(cadence: Cadence, tookMs: number[]): Kept {
  const clock = makeFakeClock();
  const [starts, ending] = [[] as number[], new AbortController()];
  let [running, most] = [0, 0];
  const once = async (): Promise<number> => {
    const start = clock.now();
    starts.push(start);
    most = Math.max(most, (running += 1));
    await clock.waitUntil(start + (tookMs[starts.length - 1] ?? tookMs.at(-1) ?? 0), new AbortController().signal);
    running -= 1;
    return start;
  };
  const kept = keepCadence({
    ...{ ...cadence, clock, once, random: () => 0.5, onNext: () => undefined, signal: ending.signal },
  });
  const end = (): Promise<void> => {
    ending.abort();
    return kept;
  };
  return { clock, starts, atOnce: () => most, end };
}

test.describe('the cadence of a watch', () => {
  test('the first run starts at once, and the next are counted from start to start', async () => {
    const { clock, starts, end } = keep({ everyMs: 5 * MINUTE, jitter: 0 }, [20_000]);
    for (let minute = 0; minute < 16; minute += 1) for (let part = 0; part < 3; part += 1) await clock.pass(20_000);
    expect(starts).toEqual([0, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE]);
    await end();
  });

  test('a run that takes longer than the interval delays the next, and nothing is made up for', async () => {
    const { clock, starts, atOnce, end } = keep({ everyMs: MINUTE, jitter: 0 }, [5 * MINUTE, 1_000]);
    for (let second = 0; second <= 8 * 60; second += 1) await clock.pass(1_000);
    expect(starts).toEqual([0, 5 * MINUTE, 6 * MINUTE, 7 * MINUTE, 8 * MINUTE]);
    expect(atOnce()).toBe(1);
    await end();
  });

  test('a clock on the wall that jumps starts nothing and holds nothing up', async () => {
    const { clock, starts, end } = keep({ everyMs: MINUTE, jitter: 0 }, [0]);
    await settle();
    clock.jump(-365 * 24 * 60 * MINUTE);
    await clock.pass(MINUTE);
    clock.jump(730 * 24 * 60 * MINUTE);
    await clock.pass(1_000);
    expect(starts).toEqual([0, MINUTE]);
    await end();
  });

  test('it ends in the middle of a wait', async () => {
    const { clock, starts, end } = keep({ everyMs: MINUTE, jitter: 0 }, [0]);
    await clock.pass(10_000);
    await end();
    await clock.pass(10 * MINUTE);
    expect(starts).toEqual([0]);
  });

  test('the jitter shortens and lengthens a gap by its part, and no more', () => {
    const cadence = { everyMs: 1000, jitter: 0.1 };
    expect([0, 0.25, 0.5, 1].map((chance) => gapOf(cadence, chance))).toEqual([900, 950, 1000, 1100]);
  });
});
