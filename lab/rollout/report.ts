import type { Deed } from './deed.ts';
import type { Felt } from './ledger.ts';
import type { Outcome } from './outcome.ts';
import type { Scenario } from './scenario.ts';
import { WORDING } from './wording.ts';

/** A scenario that was played, and how it differs from what was expected. */
export interface Played {
  scenario: Scenario;
  outcome: Outcome;
  unmet: string[];
}

/** A time, as it stands in timelines and tables. */
export const seconds = (time: number | undefined): string => (time === undefined ? '–' : time.toFixed(2));

/** What happened, a line for each moment, in seconds since the shift of the traffic. */
export function asTimeline({ scenario, outcome, unmet }: Played): string {
  const lines = linesOf(scenario, outcome)
    .filter((line): line is [number, string] => line[0] !== undefined)
    .sort(([one], [other]) => one - other)
    .map(([time, what]) => `${seconds(time).padStart(7)} s  ${what}`);
  const { harms } = WORDING[scenario.deploys];
  return [
    `${scenario.name}: ${scenario.title}`,
    ...lines,
    `  total ${seconds(outcome.moments.total)} s`,
    ...(outcome.notUp === undefined ? [] : [`  v2 did not come up: ${lastLine(outcome.notUp)}`]),
    ...outcome.felt.map((felt) => `  ${describe(scenario, felt)}`),
    ...Object.entries(harms).map(([harm, what]) => `  ${what}: ${outcome.harms[harm as keyof typeof harms]}`),
    ...(outcome.ofGate === undefined ? [] : [`  streams of the gate: ${outcome.ofGate}`]),
    unmet.length === 0 ? '  as expected' : `  NOT as expected: ${unmet.join('; ')}`,
  ].join('\n');
}

function linesOf(
  { deploys }: Scenario,
  { moments, verdict, exitCode, summary, felt }: Outcome,
): [number | undefined, string][] {
  const { deed, person, does } = WORDING[deploys];
  const first = `first ${deed} of a ${person}`;
  const words = (outcome: Exclude<Deed['outcome'], 'done'>): string =>
    felt.flatMap((each) => Object.keys(each.words[outcome]))[0] ?? '';
  return [
    [moments.shifted, 'HAProxy has shifted the traffic to v2'],
    [moments.gateBegins, 'the gate begins'],
    [moments.firstRefused, `${first} is refused: "${words('refused')}"`],
    [moments.firstFailed, `${first} fails: "${words('failed')}"`],
    [moments.firstUnanswered, `${first} gets no answer: ${words('unanswered')}`],
    [moments.firstPaidTwice, `${first} is paid, and at once paid again`],
    [moments.firstRedCheck, 'first red check'],
    [moments.verdict, `verdict ${verdict}, exit code ${exitCode ?? 'none'}: ${summary.split('\n')[0] ?? ''}`],
    [moments.rollbackCalled, 'the rollback command is called'],
    [moments.v1Back, 'HAProxy serves v1 again'],
    [moments.v1BackByHand, 'HAProxy serves v1 again, by hand of the simulation'],
    [moments.healed, `healed: everybody ${does} again`],
    [moments.gateEnded, 'the gate has ended'],
  ];
}

function describe({ deploys }: Scenario, { who, tried, outcomes, words, notConfirmed, slowestMs }: Felt): string {
  const { deeds, done, notConfirmed: otherwise } = WORDING[deploys];
  const how = Object.entries({ ...words.refused, ...words.failed, ...words.unanswered }).map(
    ([text, times]) => `${times} × ${text}`,
  );
  const counts = [
    `${outcomes.done} ${done}`,
    `${outcomes.refused} refused`,
    ...(deploys === 'relay' ? [] : [`${outcomes.failed} failed`]),
    `${outcomes.unanswered} unanswered`,
    ...(notConfirmed > 0 ? [`${notConfirmed} ${otherwise}`] : []),
    ...(deploys === 'relay' ? [] : [`the slowest took ${seconds(slowestMs / 1000)} s`]),
  ];
  return `${who}: ${tried} ${deeds}: ${counts.join(', ')}${how.length > 0 ? ` (${how.join('; ')})` : ''}`;
}

const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .find((line) => line.includes('Error: ')) ?? text;
