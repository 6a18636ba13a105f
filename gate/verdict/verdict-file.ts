import { join } from 'node:path';
import { writeWhole } from '../../fixtures/state/files.ts';
import type { Verdict } from './verdict.ts';

/** Where a run leaves its verdict. */
export const verdictFile = (reports: string): string => join(reports, 'verdict.json');

/** Writes a verdict whole or not at all. Throws what the file system says. */
export const writeVerdict = (reports: string, verdict: Verdict): void =>
  writeWhole(verdictFile(reports), `${JSON.stringify(verdict, null, 2)}\n`);

/** What a line of a log is spared. */
const TOO_LONG = ['checks', 'samples', 'attempts', 'output'];
const MOST_FAILURES = 10;

/** The line by which a log tells a verdict: everything but the long lists, and ten failures at most. */
export function verdictLine(verdict: Verdict): string {
  const failures = verdict.failures.slice(0, MOST_FAILURES);
  const slo = verdict.slo.filter(({ outcome }) => outcome === 'breach');
  const spare = (key: string, value: unknown): unknown => (TOO_LONG.includes(key) ? undefined : value);
  return `CANARY_VERDICT ${JSON.stringify({ ...verdict, failures, slo }, spare)}`;
}

/** The verdict for people: one line, and the remarks. */
export const headlineOf = ({ verdict, summary, remarks }: Verdict): string =>
  [`${verdict.toUpperCase()} · ${summary}`, ...remarks.map((remark) => `  ${remark}`)].join('\n');
