import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';

const FOLDER = 'tests/self/false-alarms';

interface FalseAlarm {
  id: string;
  rule: string;
  source: string;
}

const alarms = parse(readFileSync('docs/false-alarms.yaml', 'utf8')) as FalseAlarm[];

/** The ids with which the tests of this folder begin. */
const tested = readdirSync(FOLDER).flatMap((file) =>
  [...readFileSync(`${FOLDER}/${file}`, 'utf8').matchAll(/test\(\s*['"`](FA-\d\d): /g)].map(([, id = '']) => id),
);

test.describe('the false alarms of docs/false-alarms.yaml', () => {
  test('are numbered in order, each with a rule and a source', () => {
    expect(alarms.map(({ id }) => id)).toEqual(alarms.map((_, index) => `FA-${String(index + 1).padStart(2, '0')}`));
    for (const { rule, source } of alarms) expect([rule, source]).toEqual([expect.any(String), expect.any(String)]);
  });

  test('have each a test here that stays quiet, and no test has another id', () => {
    expect([...new Set(tested)].sort()).toEqual(alarms.map(({ id }) => id));
  });
});
