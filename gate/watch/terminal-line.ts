import type { Verdict } from '../verdict/verdict.ts';

const WORDS_AT_MOST = 300;

/** Words on one line, and without the power to steer a terminal: relays are quoted in them. */
export const onOneLine = (words: string): string =>
  words
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** What the terminal gets for each run: when (UTC), the verdict, seconds, words. */
export function terminalLine({ verdict, run, summary }: Verdict): string {
  const time = run.startedAt.replace('T', ' ').replace(/(\.\d+)?Z$/, 'Z');
  const seconds = `${(run.durationMs / 1000).toFixed(1)} s`;
  const trigger = run.trigger === 'schedule' ? '' : `(${onOneLine(run.trigger)}) `;
  return `${time}  ${verdict.padEnd(12)} ${seconds.padStart(7)}  ${trigger}${onOneLine(summary).slice(0, WORDS_AT_MOST)}`;
}
