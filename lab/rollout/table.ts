import type { Moments } from './outcome.ts';
import { seconds, type Played } from './report.ts';
import { WORDING } from './wording.ts';

type Cell = (played: Played) => string;

const at =
  (moment: keyof Moments): Cell =>
  ({ outcome }) =>
    seconds(outcome.moments[moment]);

const sum =
  (what: 'refused' | 'failed' | 'unanswered'): Cell =>
  ({ outcome }) =>
    String(outcome.felt.reduce((total, { outcomes }) => total + outcomes[what], 0));

/** Of nothing that cannot befall what is deployed. */
const harm =
  (what: 'lost' | 'paid-twice'): Cell =>
  ({ scenario, outcome }) =>
    what in WORDING[scenario.deploys].harms ? String(outcome.harms[what]) : '–';

/** When somebody felt the first of it; what the books say is felt too. */
function firstFelt({ outcome: { moments } }: Played): string {
  const { firstRefused, firstFailed, firstUnanswered, firstPaidTwice } = moments;
  const times = [firstRefused, firstFailed, firstUnanswered, firstPaidTwice].filter((time) => time !== undefined);
  return seconds(times.length === 0 ? undefined : Math.min(...times));
}

const COLUMNS: [head: string, cell: Cell][] = [
  ['scenario', ({ scenario }) => scenario.name],
  ['verdict', ({ outcome }) => outcome.verdict],
  ['exit', ({ outcome }) => String(outcome.exitCode)],
  ['rollbacks', ({ outcome }) => String(outcome.rollbacks)],
  ['first felt', firstFelt],
  ['first red', at('firstRedCheck')],
  ['verdict at', at('verdict')],
  ['v1 back', at('v1Back')],
  ['healed', at('healed')],
  ['total', at('total')],
  ['refused', sum('refused')],
  ['failed', sum('failed')],
  ['unanswered', sum('unanswered')],
  ['lost', harm('lost')],
  ['paid twice', harm('paid-twice')],
  ['as expected', ({ unmet }) => (unmet.length === 0 ? 'yes' : 'NO')],
];

/** A line for each scenario; times in seconds since the shift. */
export function asTable(played: Played[]): string {
  const rows = [COLUMNS.map(([head]) => head), ...played.map((each) => COLUMNS.map(([, cell]) => cell(each)))];
  const widths = COLUMNS.map((_column, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
