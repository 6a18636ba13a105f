import { expect, test } from '@playwright/test';
import type { Deed, Outcome } from '../../../lab/load/deed.ts';
import { feltAfter, longestBadRun, longestGap, longestGapOfOne, silentStretches } from '../../../lab/load/gaps.ts';

/** A deed that was begun at this millisecond and known 10 ms later. */
const deed = (atMs: number, outcome: Outcome = 'acknowledged', client = 'one'): Deed => ({
  ...{ atMs, latencyMs: 10, client, op: 'publish', words: '' },
  outcome,
});

/** One deed each 100 ms, which goes wrong from `fromMs` until before `untilMs`. */
const deeds = (fromMs: number, untilMs: number, client = 'one'): Deed[] =>
  Array.from({ length: 100 }, (_, index) => index * 100).map((atMs) =>
    deed(atMs, atMs >= fromMs && atMs < untilMs ? 'failed' : 'acknowledged', client),
  );

const ALL = { fromMs: 0, untilMs: 9_910 };
const good = deeds(0, 0);

test.describe('the longest gap', () => {
  test('is the time between two acknowledgements', () => {
    expect(longestGap(deeds(2_000, 5_000), ALL)).toEqual({ fromMs: 1_910, untilMs: 5_010 });
  });

  test('is short where nothing goes wrong', () => {
    expect(longestGap(good, ALL)).toEqual({ fromMs: 10, untilMs: 110 });
  });

  test('is all of the stretch where nothing was acknowledged', () => {
    expect(longestGap(deeds(0, 10_000), ALL)).toEqual(ALL);
  });

  test('counts what was still missing in the end', () => {
    expect(longestGap(deeds(6_000, 10_000), ALL)).toEqual({ fromMs: 5_910, untilMs: 9_910 });
  });

  test('of one client is not hidden by another who is served', () => {
    const both = [...good, ...deeds(2_000, 5_000, 'two')];
    expect(longestGap(both, ALL).untilMs - longestGap(both, ALL).fromMs).toBe(100);
    expect(longestGapOfOne(both, ALL)).toEqual({ client: 'two', fromMs: 1_910, untilMs: 5_010 });
  });

  test('of one who does two things is not hidden by the one that goes well', () => {
    const pages = good.map((each) => ({ ...each, op: 'get-page' }));
    const both = [...pages, ...deeds(2_000, 5_000)];
    expect(longestGapOfOne(both, ALL)).toEqual({ client: 'one', fromMs: 1_910, untilMs: 5_010 });
    expect(longestBadRun(both)).toMatchObject({ fromMs: 2_000, untilMs: 5_000, count: 30 });
  });

  test('of nobody is all of the stretch', () => {
    expect(longestGapOfOne([], ALL)).toEqual({ client: 'nobody', ...ALL });
  });
});

test.describe('what was felt after a fault', () => {
  test('has the first error, the first acknowledgement and the end of the errors', () => {
    expect(feltAfter(deeds(2_000, 5_000), 1_950)).toEqual({ firstErrorMs: 60, firstAckMs: 3_060, backMs: 3_060 });
  });

  test('does not take a success between two errors for the end', () => {
    const flapping = [deed(0), deed(100, 'failed'), deed(200), deed(300, 'ambiguous'), deed(400)];
    expect(feltAfter(flapping, 50)).toEqual({ firstErrorMs: 60, firstAckMs: 160, backMs: 360 });
  });

  test('has no end where the last deed went wrong', () => {
    expect(feltAfter(deeds(2_000, 10_000), 1_950).backMs).toBeUndefined();
  });

  test('does not count as recovered by what was begun before the fault', () => {
    expect(feltAfter([deed(95)], 100)).toEqual({ firstErrorMs: undefined, firstAckMs: undefined, backMs: undefined });
  });
});

test.describe('the longest bad run', () => {
  test('reaches to the next good deed', () => {
    expect(longestBadRun(deeds(2_000, 5_000))).toEqual({ client: 'one', fromMs: 2_000, untilMs: 5_000, count: 30 });
  });

  test('is that of the client with whom it is longest', () => {
    const both = [...deeds(7_000, 8_000), ...deeds(2_000, 5_000, 'two')];
    expect(longestBadRun(both)).toMatchObject({ client: 'two', count: 30 });
  });

  test('is none where nothing went wrong', () => {
    expect(longestBadRun(good)).toBeUndefined();
  });
});

test.describe('the silent-failure oracle', () => {
  const graceMs = 2_000;

  test('finds writes that fail while health says 200', () => {
    const found = silentStretches({ writes: deeds(2_000, 5_000), health: good, graceMs });
    expect(found).toEqual([{ fromMs: 2_000, untilMs: 5_010 }]);
  });

  test('finds the writes of one client, though those of another are served', () => {
    const writes = [...good, ...deeds(2_000, 5_000, 'two')];
    expect(silentStretches({ writes, health: good, graceMs })).toHaveLength(1);
  });

  test('finds health that alarms once and then says 200 again', () => {
    const found = silentStretches({ writes: deeds(2_000, 9_000), health: deeds(2_500, 3_500), graceMs });
    expect(found).toEqual([{ fromMs: 3_410, untilMs: 9_010 }]);
  });

  test('finds nothing where health alarms as long as writes fail', () => {
    expect(silentStretches({ writes: deeds(2_000, 5_000), health: deeds(2_500, 5_000), graceMs })).toEqual([]);
  });

  test('finds nothing that is over before health can have noticed', () => {
    expect(silentStretches({ writes: deeds(2_000, 3_500), health: good, graceMs })).toEqual([]);
  });

  test('does not call it silent where health was not asked', () => {
    expect(silentStretches({ writes: deeds(2_000, 5_000), health: [], graceMs })).toEqual([]);
  });
});
