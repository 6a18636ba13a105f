import type { Felt } from './ledger.ts';
import type { Moments, Outcome } from './outcome.ts';
import type { Scenario } from './scenario.ts';

/** A scenario that was played, and how it differs from what was expected. */
export interface Played {
  scenario: Scenario;
  outcome: Outcome;
  unmet: string[];
}

const seconds = (time: number | undefined): string => (time === undefined ? '–' : time.toFixed(2));

/** What happened, a line for each moment, in seconds since the shift of the traffic. */
export function asTimeline({ scenario, outcome, unmet }: Played): string {
  const lines = linesOf(outcome)
    .filter((line): line is [number, string] => line[0] !== undefined)
    .sort(([one], [other]) => one - other)
    .map(([time, what]) => `${seconds(time).padStart(7)} s  ${what}`);
  return [
    `${scenario.name}: ${scenario.title}`,
    ...lines,
    `  total ${seconds(outcome.moments.total)} s`,
    ...(outcome.notUp === undefined ? [] : [`  v2 did not come up: ${lastLine(outcome.notUp)}`]),
    ...outcome.felt.map((felt) => `  ${describe(felt)}`),
    `  accepted messages that were lost: ${outcome.lost}`,
    unmet.length === 0 ? '  as expected' : `  NOT as expected: ${unmet.join('; ')}`,
  ].join('\n');
}

function linesOf({ moments, verdict, exitCode, summary, felt }: Outcome): [number | undefined, string][] {
  const [refusal = ''] = felt.flatMap(({ refusals }) => Object.keys(refusals));
  const [silence = ''] = felt.flatMap(({ silences }) => Object.keys(silences));
  return [
    [moments.shifted, 'HAProxy has shifted the traffic to v2'],
    [moments.gateBegins, 'the gate begins'],
    [moments.firstRefused, `first message of a member is refused: "${refusal}"`],
    [moments.firstUnanswered, `first message of a member gets no answer: ${silence}`],
    [moments.firstRedCheck, 'first red check'],
    [moments.verdict, `verdict ${verdict}, exit code ${exitCode ?? 'none'}: ${summary.split('\n')[0] ?? ''}`],
    [moments.rollbackCalled, 'the rollback command is called'],
    [moments.v1Back, 'HAProxy serves v1 again'],
    [moments.v1BackByHand, 'HAProxy serves v1 again, by hand of the simulation'],
    [moments.healed, 'healed: everybody posts again'],
    [moments.gateEnded, 'the gate has ended'],
  ];
}

function describe({ member, sent, accepted, refused, unanswered, notReadBack, ...felt }: Felt): string {
  const how = Object.entries({ ...felt.refusals, ...felt.silences }).map(([words, times]) => `${times} × ${words}`);
  const counts = `${sent} messages: ${accepted} accepted, ${refused} refused, ${unanswered} unanswered`;
  const back = notReadBack > 0 ? `, ${notReadBack} accepted but not read back at once` : '';
  return `${member}: ${counts}${back}${how.length > 0 ? ` (${how.join('; ')})` : ''}`;
}

const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .find((line) => line.includes('Error: ')) ?? text;

type Cell = (played: Played) => string;

const at =
  (moment: keyof Moments): Cell =>
  ({ outcome }) =>
    seconds(outcome.moments[moment]);

const sum =
  (what: 'refused' | 'unanswered'): Cell =>
  ({ outcome }) =>
    String(outcome.felt.reduce((total, each) => total + each[what], 0));

const COLUMNS: [head: string, cell: Cell][] = [
  ['scenario', ({ scenario }) => scenario.name],
  ['verdict', ({ outcome }) => outcome.verdict],
  ['exit', ({ outcome }) => String(outcome.exitCode)],
  ['rollbacks', ({ outcome }) => String(outcome.rollbacks)],
  ['first refused', at('firstRefused')],
  ['first red', at('firstRedCheck')],
  ['verdict at', at('verdict')],
  ['v1 back', at('v1Back')],
  ['healed', at('healed')],
  ['total', at('total')],
  ['refused', sum('refused')],
  ['unanswered', sum('unanswered')],
  ['lost', ({ outcome }) => String(outcome.lost)],
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
