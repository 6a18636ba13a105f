import { expect, test } from '@playwright/test';
import type { VerdictName } from '../../../gate/verdict/names.ts';
import { availabilityOf } from '../../../gate/watch/history/availability.ts';
import { rowOf, type HistoryRow } from '../../../gate/watch/history/row.ts';
import { viewOf } from '../../../gate/watch/history/view.ts';
import { terminalLine } from '../../../gate/watch/terminal-line.ts';
import { verdictOf } from './verdicts.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const AROUND = {
  project: 'prod-canary',
  relay: 'wss://relay.example',
  everyMs: 300_000,
  now: NOON,
  nextRunAt: undefined,
  runningSince: undefined,
};

const minutesAgo = (minutes: number, verdict: VerdictName, changes: Partial<HistoryRow> = {}): HistoryRow => ({
  ...rowOf(verdictOf(verdict)),
  startedAt: new Date(NOON - minutes * 60_000).toISOString(),
  ...changes,
});

test.describe('what the history tells', () => {
  test('runs that found nothing out are neither up nor down, and are counted apart', () => {
    const verdicts: VerdictName[] = ['pass', 'pass', 'degraded', 'fail', 'inconclusive', 'insufficient', 'aborted'];
    const rows = verdicts.map((verdict, index) => minutesAgo(index, verdict));
    expect(availabilityOf(rows, 24, NOON)).toEqual({
      ...{ hours: 24, up: 3, down: 1, share: 0.75 },
      apart: { inconclusive: 1, insufficient: 1, usage: 0, aborted: 1 },
    });
  });

  test('nothing is said about hours without a run', () => {
    expect(availabilityOf([minutesAgo(25 * 60, 'pass')], 24, NOON).share).toBeNull();
  });

  test('a verdict holds since the first run in a row that said the same', () => {
    const rows = [minutesAgo(30, 'pass'), minutesAgo(20, 'fail'), minutesAgo(10, 'fail')];
    const { current } = viewOf(rows, 24, AROUND);
    expect(current).toMatchObject({ verdict: 'fail', since: rows[1]?.startedAt, sinceIsOldestKnown: false });
    expect(viewOf(rows.slice(1), 24, AROUND).current?.sinceIsOldestKnown).toBe(true);
  });

  test('runs at another relay are not counted for this one', () => {
    const rows = [minutesAgo(20, 'fail', { relay: 'wss://old.example' }), minutesAgo(10, 'pass')];
    expect(viewOf(rows, 24, AROUND)).toMatchObject({ failures: [], availability: [{ share: 1 }, {}, {}] });
  });

  test('the terminal gets one line for each run, which a relay cannot break', () => {
    const line = terminalLine(verdictOf('fail', { summary: 'it said\n\u001b[2Jall\u202e is\u009b31m well' }));
    expect(line).toBe('2026-11-21 10:00:00Z  fail           8.0 s  it said [2Jall is 31m well');
  });
});
