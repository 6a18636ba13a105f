import { readRequirements } from '../../fixtures/requirements/catalogue.ts';
import type { CheckResult, Outcome } from '../run/results.ts';
import type { PeerVisit } from './visit-peer.ts';

/** What one relay does with one requirement; undefined: its check did not run there. */
export type Cell = Pick<CheckResult, 'outcome' | 'reason'> | undefined;

/** Requirement × relay. */
export interface Matrix {
  relays: { name: string; about: string }[];
  rows: { requirement: string; level: string; claim: string; cells: Cell[] }[];
}

/** One character for each outcome, in words and in pictures. */
export const SIGNS: Record<Outcome, string> = {
  green: '●',
  warned: '▲',
  known: '✗',
  'not applicable': '·',
  'did not run': '?',
  red: '✘',
};

/** Lays the last run of each relay side by side, in the order of the requirements. */
export function buildMatrix(visits: PeerVisit[]): Matrix {
  const columns = visits.map(({ runs }) => new Map(runs.at(-1)?.checks.map((check) => [check.requirement, check])));
  const rows = readRequirements().map(({ id, level, claim }) => ({
    ...{ requirement: id, level, claim },
    cells: columns.map((column) => column.get(id)),
  }));
  return {
    relays: visits.map(({ peer: { name, about } }) => ({ name, about })),
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== undefined)),
  };
}

/** How often each outcome stands in a relay's column. */
export function countOutcomes({ rows }: Matrix, column: number): Record<Outcome, number> {
  const counts = { green: 0, warned: 0, known: 0, 'not applicable': 0, 'did not run': 0, red: 0 };
  for (const { cells } of rows) {
    const cell = cells[column];
    if (cell) counts[cell.outcome] += 1;
  }
  return counts;
}

const sign = (cell: Cell): string => (cell ? SIGNS[cell.outcome] : ' ');

/** The matrix as lines of text: a row for each requirement that is not simply green everywhere. */
export function asText(matrix: Matrix): string {
  const { relays, rows } = matrix;
  const width = Math.max(...rows.map(({ requirement }) => requirement.length));
  const differing = rows.filter(({ cells }) => cells.some((cell) => cell?.outcome !== 'green'));
  const lines = differing.map(
    ({ requirement, level, cells }) => `${requirement.padEnd(width)} ${level.padEnd(6)} ${cells.map(sign).join('  ')}`,
  );
  const legend = Object.entries(SIGNS).map(([outcome, character]) => `${character} ${outcome}`);
  const heads = relays.map(({ name }, index) => `${' '.repeat(width + 8 + index * 3)}${name}`);
  return [
    ...heads,
    ...lines,
    `${rows.length - differing.length} more are green on every relay`,
    legend.join('   '),
  ].join('\n');
}

/** The matrix as Markdown: the sums, all requirements, and the reason for each cell that is not green. */
export function asMarkdown(matrix: Matrix): string {
  const { relays, rows } = matrix;
  const outcomes = Object.keys(SIGNS) as Outcome[];
  const sums = relays.map(({ name, about }, column) => {
    const counts = countOutcomes(matrix, column);
    return `| ${name} | ${about} | ${outcomes.map((outcome) => counts[outcome]).join(' | ')} |`;
  });
  const findings = rows.flatMap(({ requirement, cells }) =>
    cells.flatMap((cell, column) =>
      cell && !['green', 'not applicable'].includes(cell.outcome)
        ? [`| ${relays[column]?.name ?? ''} | ${requirement} | ${cell.outcome} | ${oneLine(cell.reason)} |`]
        : [],
    ),
  );
  const table = rows.map(
    ({ requirement, level, cells }) => `| ${requirement} | ${level} | ${cells.map(sign).join(' | ')} |`,
  );
  return [
    `| relay | version | ${outcomes.map((outcome) => `${SIGNS[outcome]} ${outcome}`).join(' | ')} |`,
    `|---|---|${outcomes.map(() => '--:|').join('')}`,
    ...sums,
    '\n## What is not green, and why\n',
    '| relay | requirement | outcome | reason |\n|---|---|---|---|',
    ...findings,
    '\n## All requirements\n',
    `| requirement | level | ${relays.map(({ name }) => name).join(' | ')} |`,
    `|---|---|${relays.map(() => ':-:|').join('')}`,
    ...table,
  ].join('\n');
}

const oneLine = (text: string): string =>
  text
    .replace(/^[a-z0-9-]+\/[a-z0-9-]+: /, '')
    .replaceAll('|', '\\|')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
