import { expect, test } from '@playwright/test';
import { isRefused, tellsItsState } from '../../../lab/drills/d/cache-states.ts';
import type { ObjectsStand } from '../../../lab/drills/d/behind.ts';
import { judgeGuests, ONLY_SIGNED, type Guests } from '../../../lab/drills/d/guests.ts';
import { feltBy, readFromStore, refusedLoudly } from '../../../lab/drills/d/judge.ts';
import type { Reading } from '../../../lab/drills/d/readers.ts';
import type { Deed } from '../../../lab/load/deed.ts';

const put = (atMs: number, more: Partial<Deed>): Deed => ({
  ...{
    atMs,
    latencyMs: 20,
    client: 'photographer-sticky',
    op: 'put-medium',
    outcome: 'failed',
    words: 'no',
    status: 503,
  },
  ...more,
});

const read = (atMs: number, cache: string, saw: Reading['saw'] = 'right'): Reading => ({
  ...{ name: 'a.bin', atMs, saw, cache, words: '' },
});

const stand = ({ deeds = [], readings = [] }: { deeds?: Deed[]; readings?: Reading[] }): ObjectsStand =>
  ({ history: { deeds }, behind: { shelf: { readings } } }) as unknown as ObjectsStand;

const struck = {
  ...{ struckAtMs: 1_000, noticedAtMs: 1_100, healedAtMs: 5_000, wholeAtMs: 6_000 },
  ...{ alerts: [], firedAtMs: 2_000, resolvedAtMs: 6_000 },
};

test('writes that were refused with 503 in time are loud', () => {
  expect(refusedLoudly(stand({ deeds: [put(1_500, {})] }), 1_000, 5_000).outcome).toBe('pass');
});

for (const [what, more] of [
  ['an acknowledgement', { outcome: 'acknowledged', status: 201 }],
  ['a refusal after six seconds', { latencyMs: 6_000 }],
  ['a lost connection', { outcome: 'ambiguous', status: 0 }],
] as const)
  test(`${what} is no loud refusal`, () => {
    expect(refusedLoudly(stand({ deeds: [put(1_500, more)] }), 1_000, 9_000).outcome).toBe('fail');
  });

test('where nothing was put, nothing is known of refusals', () => {
  expect(refusedLoudly(stand({ deeds: [put(500, {})] }), 1_000, 5_000).outcome).toBe('inconclusive');
});

test('a write that the next fault ended does not count for the stretch before it', () => {
  const deeds = [put(1_200, { outcome: 'acknowledged' }), put(4_990, { latencyMs: 100 })];
  expect(feltBy(deeds, 'put-medium', 1_000, 5_000)).toBe(220);
});

test('a write that hung in a stretch counts, though it ended later', () => {
  const deeds = [put(1_200, { outcome: 'acknowledged' }), put(2_000, { latencyMs: 9_000 })];
  expect(feltBy(deeds, 'put-medium', 1_000, 5_000)).toBeUndefined();
});

test('what came from the cache says nothing of the store', () => {
  expect(readFromStore(stand({ readings: [read(2_000, 'HIT')] }), 1_000, 5_000).outcome).toBe('inconclusive');
});

test('wrong bytes from the store are red', () => {
  const readings = [read(2_000, 'MISS'), read(2_100, 'MISS', 'wrong')];
  expect(readFromStore(stand({ readings }), 1_000, 5_000).outcome).toBe('fail');
});

test('a cache that is stale after the heal is red', () => {
  const readings = [read(0, 'MISS'), read(10, 'HIT'), read(2_000, 'STALE'), read(7_000, 'STALE')];
  expect(tellsItsState(stand({ readings }), struck).outcome).toBe('fail');
});

test('a 404 for what is not in the cache is red while the store is away', () => {
  expect(isRefused({ saw: 'missing', words: 'HTTP 404' }).outcome).toBe('fail');
});

const guests = (...visits: [guest: 'signed' | 'without', isServed: boolean][]): Guests => ({
  visits: visits.map(([guest, isServed]) => ({ guest, when: 'now', status: isServed ? 200 : 403, isServed })),
  visit: () => Promise.resolve(),
});

const onlySigned = (of: Guests): string | undefined =>
  judgeGuests(of).find(({ oracle }) => oracle === ONLY_SIGNED)?.outcome;

test('a signed object for one without a signature is red', () => {
  expect(onlySigned(guests(['signed', true], ['without', true]))).toBe('fail');
});

test('where nobody was served the signed object, nothing is known of who may have it', () => {
  expect(onlySigned(guests(['signed', false], ['without', false]))).toBe('inconclusive');
});
