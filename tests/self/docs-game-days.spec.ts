import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { alertOf } from '../../lab/components/alerts/rules.ts';
import { DRILLS, PLANTED } from '../../lab/drills/all.ts';
import { select } from '../../lab/drills/selection.ts';

const INDEX = 'docs/game-days/README.md';
const RUNBOOKS = readdirSync('docs/runbooks').map((file) => `docs/runbooks/${file}`);
const DOCUMENTS = [INDEX, 'docs/game-days/TEMPLATE.md', ...RUNBOOKS];

const read = (file: string): string => readFileSync(file, 'utf8');

/** The cells of every row of a document's tables. */
const rowsOf = (file: string): string[][] =>
  [...read(file).matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()));

/** The rows of the index that begin with this drill. */
const rowsAbout = (id: string): string[] =>
  rowsOf(INDEX)
    .filter(([first]) => first === id)
    .map((cells) => cells.join(' | '));

const lacks = (text: string, title: string): string[] =>
  (title.match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !text.toLowerCase().includes(word.toLowerCase()));

/** What a drill allows, in seconds, by the word with which its row in the runbook begins. */
const budgetsIn = (letter: string): [row: string, seconds: string][] => {
  const [, text = ''] = /const BUDGET: Budget = \{(.*)\}/.exec(read(`lab/drills/${letter}/drills.ts`)) ?? [];
  return [...text.matchAll(/(\w+): ([\d_]+)/g)].map(([, name = '', ms = '']) => [
    name,
    `${Number(ms.replace('_', '')) / 1000} s`,
  ]);
};

interface Command {
  text: string;
  settings: Record<string, string>;
  words: string[];
}

/** Every way in which documents call a game day: settings before it, words behind it. */
const COMMANDS = DOCUMENTS.flatMap((file) =>
  [...read(file).matchAll(/((?:[A-Z_]+=\S+ )*)npm run game-day\b(?: --((?: [\w=-]+)+))?/g)].map(
    ([text, before = '', behind = '']): Command => ({
      text,
      settings: Object.fromEntries(before.split(' ').map((setting) => setting.split('='))) as Record<string, string>,
      words: behind.split(' ').filter(Boolean),
    }),
  ),
);

test.describe('the documents of game days', () => {
  for (const { id, title, runbook } of DRILLS)
    test(`have a row for ${id} with its words, and a runbook that names it`, () => {
      const [row = ''] = rowsAbout(id).filter((each) => each.includes('/runbooks/'));
      expect(row, `${INDEX} has no row for ${id} with a link to its runbook`).not.toBe('');
      expect(lacks(row, title), `words of "${title}" that are not in the row of ${id}`).toEqual([]);
      expect(row).toContain(`](../runbooks/${runbook.replace('docs/runbooks/', '')})`);
      expect(existsSync(runbook), runbook).toBe(true);
      expect(read(runbook)).toMatch(new RegExp(String.raw`^Practised by [^\n]*\b${id}\b`, 'm'));
    });

  test('have a row for every planted defect, with the promise that breaks', () => {
    const rows = PLANTED.map(({ drill, defect, red }) => [drill.id, defect, red].join(' | '));
    expect(rows).not.toEqual([]);
    expect(rows.filter((row) => !rowsOf(INDEX).some((cells) => cells.join(' | ') === row))).toEqual([]);
  });

  for (const [letter, runbook] of [
    ['a', 'postgres'],
    ['b', 'haproxy'],
    ['c', 'redis'],
  ] as const)
    test(`allow in ${runbook}.md what the drills allow`, () => {
      const rows = rowsOf(`docs/runbooks/${runbook}.md`);
      const budgets = budgetsIn(letter);
      expect(budgets).toHaveLength(4);
      const isTold = ([name, seconds]: [string, string]): boolean =>
        rows.some(([first = '', second]) => first.startsWith(`${name}: `) && second?.trim() === seconds);
      expect(budgets.filter((budget) => !isTold(budget))).toEqual([]);
    });

  test('give commands that the driver understands', () => {
    const help = execFileSync(process.execPath, ['--import', 'tsx', 'lab/drills/main.ts', '--help'], {
      encoding: 'utf8',
    });
    expect(COMMANDS.length).toBeGreaterThan(5);
    const unknown = COMMANDS.flatMap(({ words }) => words.map((word) => word.replace(/=.*/, '')));
    expect(unknown.filter((word) => !new RegExp(String.raw`(^|[\s[])${word}\b`).test(help))).toEqual([]);
  });

  for (const { text, settings } of COMMANDS.filter(({ settings: { ONLY, SKIP } }) => ONLY ?? SKIP))
    test(`choose drills that there are: ${text}`, () => {
      expect(select(DRILLS, { only: settings['ONLY'], skip: settings['SKIP'] })).not.toEqual([]);
    });

  for (const file of RUNBOOKS)
    test(`name alerts as nodes are called: ${file}`, () => {
      const nodes = [
        ...RUNBOOKS.map(read)
          .join('\n')
          .matchAll(/`([a-z]+(?:-\d)?)`/g),
      ].map(([, node = '']) => node);
      const alerts = [...read(file).matchAll(/`(\w+Down)`/g)].map(([, alert = '']) => alert);
      expect(alerts).not.toEqual([]);
      expect(alerts.filter((alert) => !nodes.some((node) => alertOf(node) === alert))).toEqual([]);
    });
});
