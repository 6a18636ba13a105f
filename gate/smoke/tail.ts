import { speakerOf } from '../verdict/streams.ts';
import type { Failure, Verdict } from '../verdict/verdict.ts';
import { onCall } from './on-call.ts';
import { lastOf } from './red-lines.ts';
import type { Paint, Tone } from './terminal.ts';

/** How a run ended, beside its verdict. */
interface Ending {
  verdict: Verdict;
  verdictFile: string;
  /** Of the whole. */
  seconds: number;
}

/** What a healthy deployment takes at most, in seconds. */
const PROMISED_SECONDS = 30;

/** The last lines of the log: the verdict; where it is not green, whose it is, what to do, and what was not reached. */
export function tailOf({ verdict, verdictFile, seconds }: Ending, paint: Paint): string[] {
  const [summary = '', ...more] = verdict.summary.replace(/^Error: /, '').split('\n');
  const isToldAbove = verdict.failures.length > 0;
  const took = `${seconds.toFixed(1)} s`;
  return [
    `  ${paint(TONES[verdict.verdict], verdict.verdict.toUpperCase())} · ${spoken(summary)} · ${took}`,
    ...(isToldAbove ? [] : more.map((line) => `    ${line}`)),
    ...verdict.remarks.map((remark) => `    ${remark}`),
    ...(seconds > PROMISED_SECONDS
      ? [row('too long', `a healthy deployment takes less than ${PROMISED_SECONDS} s`)]
      : []),
    ...(verdict.reason === 'deadline' ? [row('ended', 'before its end; --within=SECONDS lets it take longer')] : []),
    ...(verdict.verdict === 'pass' ? [] : explain(verdict, verdictFile)),
  ];
}

const TONES: Record<Verdict['verdict'], Tone> = {
  ...{ pass: 'good', degraded: 'doubtful', fail: 'bad', inconclusive: 'doubtful' },
  ...{ insufficient: 'doubtful', usage: 'doubtful', aborted: 'doubtful' },
};

/** A sentence as it goes on after a dot in the middle; names of settings and of checks stay as they are. */
const spoken = (summary: string): string =>
  summary.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');

const row = (name: string, words: string): string => `    ${name.padEnd(12)} ${words}`;

function explain(verdict: Verdict, verdictFile: string): string[] {
  const { failures, checks } = verdict;
  const idle = checks.filter(({ outcome }) => outcome === 'did-not-run').map(({ title }) => lastOf(title));
  const whose = [...new Set(failures.map(whoseIs))];
  const pointers = [...new Set(failures.map(({ title }) => onCall(lastOf(title), verdict.verdict)))];
  return [
    ...whose.slice(0, MOST).map((words) => row('whose', words)),
    ...(pointers.length > 0 ? pointers : [onCall(verdict.verdict)])
      .slice(0, MOST)
      .map((words) => row('what to do', words)),
    ...(idle.length > 0 ? [row('not reached', counted(idle))] : []),
    row('verdict', verdictFile),
  ];
}

const MOST = 3;

function whoseIs({ id, side, because }: Failure): string {
  if (side === 'settings') return "the settings': they are told above";
  const owner = {
    relay: `${speakerOf(id)}'s`,
    policy: `a policy's, not the deploy's`,
    runner: "ours: this machine's",
    unclear: 'nobody can tell from here',
  }[side];
  return because === 'not as promised' ? owner : `${owner} (${because})`;
}

const counted = (titles: string[]): string => {
  const others = titles.length - MOST;
  return `${titles.slice(0, MOST).join('; ')}${others > 0 ? `; and ${others} more` : ''}`;
};
