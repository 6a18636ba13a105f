import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { writeWhole } from '../../../fixtures/state/files.ts';
import { stateFile } from '../../../fixtures/state/state.ts';
import { continueStreak, keepStreak, readStreak } from '../../../gate/state/streak.ts';
import type { VerdictName } from '../../../gate/verdict/names.ts';
import { expect, test } from '../metrics/with-scratch.ts';

const WATCHED = { project: 'prod-canary', relay: 'wss://relay.example' };
const NONE = { consecutiveFailures: 0, lastSuccessAt: null };

/** The counts after each of these runs, which end one second after the other. */
function counts(state: string, ...verdicts: VerdictName[]): string[] {
  return verdicts.map((verdict, second) => {
    const streak = continueStreak(state, WATCHED, verdict, `2026-01-01T00:00:0${second}Z`);
    keepStreak(state, WATCHED, streak);
    return `${streak.consecutiveFailures} ${streak.lastSuccessAt ?? 'never'}`;
  });
}

test.describe('how runs went, one after the other', () => {
  test('is counted in failures; only a good run ends the row', ({ scratch }) => {
    expect(
      counts(scratch.file('state'), 'fail', 'inconclusive', 'fail', 'aborted', 'pass', 'fail', 'degraded'),
    ).toEqual([
      ...['1 never', '1 never', '2 never', '2 never', '0 2026-01-01T00:00:04Z', '1 2026-01-01T00:00:04Z'],
      '0 2026-01-01T00:00:06Z',
    ]);
  });

  for (const half of ['', '{"consecutiveFailures":7', 'null', '[]', '{"consecutiveFailures":"7","lastSuccessAt":5}'])
    test(`counts as nothing where the file reads ${half || 'nothing'}`, ({ scratch }) => {
      const state = scratch.file('state');
      mkdirSync(state);
      writeFileSync(stateFile(state, 'streak', WATCHED), half);
      expect(readStreak(state, WATCHED)).toEqual(NONE);
    });

  test('is of one relay and one project; the embedded relay is one whatever its port', ({ scratch }) => {
    const state = scratch.file('state');
    expect(counts(state, 'fail')).toEqual(['1 never']);
    expect(readStreak(state, { ...WATCHED, project: 'nightly' })).toEqual(NONE);
    expect(stateFile(state, 'streak', { project: 'local', relay: 'ws://127.0.0.1:1' })).toBe(
      stateFile(state, 'streak', { project: 'local', relay: 'ws://127.0.0.1:2' }),
    );
  });
});

test('a file that cannot be written whole is not written, and leaves nothing behind', ({ scratch }) => {
  mkdirSync(scratch.file('state/verdict.json'), { recursive: true });
  expect(() => writeWhole(scratch.file('state/verdict.json'), 'x')).toThrow('EISDIR');
  expect(readdirSync(scratch.file('state'))).toEqual(['verdict.json']);
});
