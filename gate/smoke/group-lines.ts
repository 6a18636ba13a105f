import type { VisitOutcome } from '../../fixtures/canary/record.ts';
import type { Walks } from '../verdict/records.ts';
import { greenWords } from './green-words.ts';
import { isGreen, type Group, type Shown } from './groups.ts';
import { redLines } from './red-lines.ts';
import type { Paint, Tone } from './terminal.ts';

/** What the run has recorded so far. */
export interface RecordedSoFar {
  visits: (VisitOutcome | undefined)[];
  walks: Walks[];
}

/** A group of checks that is over, as the log tells it: one line, and below it what was red. */
export function groupLines(group: Group, checks: Shown[], recorded: RecordedSoFar, paint: Paint): string[] {
  const red = checks.filter(({ outcome }) => outcome === 'fail');
  const { sign, tone, words } = tell(group, checks, red, recorded.walks);
  const seconds = `${(millisecondsOf(group, checks, recorded) / 1000).toFixed(1)} s`;
  const took = hasRun(checks) ? `${words.padEnd(WIDTH)} ${seconds.padStart(6)}` : words;
  return [`  ${paint(tone, sign)} ${group.name.padEnd(9)} ${took}`, ...redLines(red, paint)];
}

/** Whether any check of a group was made. */
export const hasRun = (checks: Shown[]): boolean =>
  checks.some(({ outcome }) => outcome !== 'did-not-run' && outcome !== 'not-applicable');

/** Of the words of a line, in characters, so that the seconds stand below each other. */
const WIDTH = 64;

interface Told {
  sign: string;
  tone: Tone;
  words: string;
}

function tell(group: Group, checks: Shown[], red: Shown[], walks: Walks[]): Told {
  const green = checks.filter(isGreen);
  const idle = checks.filter(({ outcome }) => outcome === 'did-not-run').length;
  if (red.length > 0) {
    const others = idle > 0 ? `, ${idle} did not run` : '';
    const kind = group.dialect === undefined || walks.length < 2 ? '' : `${group.dialect}: `;
    return { sign: '✘', tone: 'bad', words: `${kind}${red.length} of ${checks.length} checks red${others}` };
  }
  if (green.length === 0) return { sign: '–', tone: 'quiet', words: checks[0]?.because ?? 'did not run' };
  const words = greenWords(group, checks, walks);
  const doubtful = green.filter(({ outcome }) => outcome === 'flaky' || outcome === 'warned');
  if (doubtful.length === 0 && idle === 0) return { sign: '✔', tone: 'good', words };
  const notes = [
    ...doubtful.map(({ title, outcome }) => `${outcome === 'flaky' ? 'red once, then green' : 'not kept'}: ${title}`),
    ...(idle > 0 ? [`${idle} did not run`] : []),
  ];
  return { sign: '!', tone: 'doubtful', words: [words, ...notes].join('; ') };
}

/** How long the group took: the visit and the walk serve many checks, and stand in the records. */
function millisecondsOf({ name, dialect }: Group, checks: Shown[], { visits, walks }: RecordedSoFar): number {
  const own = walks
    .filter((walk) => dialect === undefined || walk.dialect === dialect)
    .flatMap(({ attempts }) => attempts.flatMap((attempt) => attempt?.walk ?? []));
  const visited = visits.flatMap((outcome) => outcome?.visit ?? []);
  const parts = {
    ready: [
      ...visited.flatMap(({ arrivals }) => (arrivals[0]?.opening.outcome === 'open' ? [arrivals[0].opening.ms] : [])),
      ...own.flatMap(({ samples }) => samples?.streamsReady?.slice(0, 1) ?? []),
    ],
    relay: visited.map(({ durationMs }) => durationMs),
    streams: own.flatMap(({ durationMs }) => durationMs ?? []),
  }[name];
  return (parts.length > 0 ? parts : checks.map(({ ms }) => ms)).reduce((sum, ms) => sum + ms, 0);
}
