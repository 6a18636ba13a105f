import { expect, test } from '@playwright/test';
import { holdSessions } from '../../lab/hostile/hold-sessions.ts';
import { planSession } from '../../lab/hostile/plan.ts';
import { limitsPassed } from '../../lab/hostile/session.ts';
import { wrongGreens } from '../../lab/hostile/wrong-greens.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const MUTE = SEEDS.map(planSession).find(({ manner }) => manner === 'is mute') ?? planSession(1);
const nothing = { lines: [], served: {}, struck: [] };

test.describe('hostile relays', () => {
  test('get a verdict, in time, in bounded memory, with no wrong green', { tag: '@slow' }, async () => {
    test.setTimeout(180_000);
    const sessions = await holdSessions(SEEDS, 2);
    expect(sessions.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(sessions.map(({ seed }) => seed)).toEqual(SEEDS);
    expect(sessions.filter(({ struck }) => struck.some((times) => times > 0)).length).toBeGreaterThan(10);
  });

  test('do the same for the same seed, and something else for another', () => {
    expect(planSession(7)).toEqual(planSession(7));
    expect(new Set(SEEDS.map((seed) => JSON.stringify({ ...planSession(seed), seed: 0 }))).size).toBe(SEEDS.length);
  });

  test('have every green noticed that cannot be', () => {
    const green = { 'nip-29/member-message-is-accepted': 'green', 'nip-42/wrong-auth-is-refused': 'red' } as const;
    expect(wrongGreens(MUTE, nothing, green, ['f'.repeat(64)])).toEqual([
      'nip-29/member-message-is-accepted is green, and cannot be',
    ]);
  });

  test('have a run noticed in which nothing is red', () => {
    expect(wrongGreens(MUTE, nothing, { 'nip-09/deletion-is-answered': 'warned' }, [])).toEqual([
      'nothing is red with a wholly hostile relay',
    ]);
  });

  test('have too much memory and a late verdict noticed', () => {
    expect(limitsPassed({ seconds: 9, peakMegabytes: 299 })).toEqual([]);
    expect(limitsPassed({ seconds: 11, peakMegabytes: 301 })).toHaveLength(2);
  });
});
