import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openHistory, withinRetention, type History } from '../../../gate/watch/history/history.ts';
import { rowOf, type HistoryRow } from '../../../gate/watch/history/row.ts';
import { sizeOf } from '../../../gate/watch/history/file.ts';
import { expect, test } from './a-watch.ts';
import { REFUSED, verdictOf } from './verdicts.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const DAY = 86_400_000;

const rowAt = (daysAgo: number, changes: Partial<HistoryRow> = {}): HistoryRow => ({
  ...rowOf(verdictOf('pass')),
  id: `run ${daysAgo} days ago`,
  startedAt: new Date(NOON - daysAgo * DAY).toISOString(),
  ...changes,
});

const written = (file: string): HistoryRow[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as HistoryRow);

const daysOf = (rows: HistoryRow[]): string[] => rows.map(({ id }) => id);

/** Opens a history that keeps 30 days and a megabyte at noon. */
function open(file: string, warned: string[] = [], bytes = 1_000_000): History {
  return openHistory({ file, retention: { days: 30, bytes }, wall: () => NOON, warn: (words) => warned.push(words) });
}

const fill = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

test.describe('the history of a watch', () => {
  test('a row holds the words of the relay and the p95 of each step', () => {
    const row = rowOf(verdictOf('fail'));
    expect(row).toMatchObject({ verdict: 'fail', consecutiveFailures: 1, p95: { publish: 90 } });
    expect(row.failures).toEqual([{ id: 'nip-29/member-message-is-accepted', relayMessage: REFUSED }]);
  });

  test('a relay that says a megabyte fills no disk', () => {
    const relayMessage = 'x'.repeat(1_000_000);
    const loud = verdictOf('fail').failures.map((failure) => ({ ...failure, relayMessage }));
    const failures = Array.from({ length: 500 }, () => loud).flat();
    expect(sizeOf(rowOf(verdictOf('fail', { failures, summary: relayMessage })))).toBeLessThan(10_000);
  });

  test('what was added is there after a new start', ({ scratch }) => {
    const file = scratch.file('state/history.jsonl');
    open(file).add(rowAt(0));
    expect(daysOf(open(file).rows())).toEqual(['run 0 days ago']);
  });

  test('runs that are too old leave the file at the start, in one step', ({ scratch }) => {
    const file = scratch.file('state/history.jsonl');
    fill(file, [rowAt(31), rowAt(29), rowAt(1)].map((row) => `${JSON.stringify(row)}\n`).join(''));
    expect(daysOf(open(file).rows())).toEqual(['run 29 days ago', 'run 1 days ago']);
    expect(daysOf(written(file))).toEqual(['run 29 days ago', 'run 1 days ago']);
    expect(readdirSync(dirname(file)), 'nothing is left behind').toEqual(['history.jsonl']);
  });

  test('a file that is too large keeps the newest runs, also while it grows', ({ scratch }) => {
    const file = scratch.file('state/history.jsonl');
    const history = open(file, [], 10 * sizeOf(rowAt(0)));
    for (let index = 0; index < 50; index += 1) history.add(rowAt(0, { id: `run ${index} of today` }));
    expect(written(file).length).toBeLessThanOrEqual(11);
    expect(written(file).at(-1)?.id).toBe('run 49 of today');
    expect(withinRetention(history.rows(), { days: 30, bytes: 1 }, NOON)).toEqual([]);
  });

  test('a half-written last line is left out and told, and the next run does not stick to it', ({ scratch }) => {
    const [file, warned] = [scratch.file('state/history.jsonl'), [] as string[]];
    fill(file, `${JSON.stringify(rowAt(1))}\n{"id":"half of a ru`);
    const history = open(file, warned);
    history.add(rowAt(0));
    expect(warned).toEqual([expect.stringContaining('half-written')]);
    expect(daysOf(written(file))).toEqual(['run 1 days ago', 'run 0 days ago']);
  });

  test('lines that are no runs are left out and counted', ({ scratch }) => {
    const [file, warned] = [scratch.file('state/history.jsonl'), [] as string[]];
    fill(file, `nonsense\n{"id":1}\n${JSON.stringify(rowAt(1))}\n`);
    expect(daysOf(open(file, warned).rows())).toEqual(['run 1 days ago']);
    expect(warned).toEqual([expect.stringContaining('2 lines')]);
  });

  test('a file that cannot be written is told, and the rows are kept in memory', ({ scratch }) => {
    const warned: string[] = [];
    fill(scratch.file('state'), 'a file where the directory belongs');
    const history = open(scratch.file('state/history.jsonl'), warned);
    history.add(rowAt(0));
    expect(daysOf(history.rows())).toEqual(['run 0 days ago']);
    expect(warned.at(-1)).toMatch(/cannot be written \((ENOTDIR|EEXIST)\)/);
  });

  test('a full disk is told by its name, and what comes after it is kept whole', ({ scratch }) => {
    const [file, warned] = [scratch.file('history.jsonl'), [] as string[]];
    const history = open(file, warned);
    symlinkSync('/dev/full', file);
    history.add(rowAt(1));
    expect(warned.at(-1)).toContain('ENOSPC');
    rmSync(file);
    history.add(rowAt(0));
    expect(readFileSync(file, 'utf8')).toBe(`\n${JSON.stringify(rowAt(0))}\n`);
  });
});
