import { readJson } from '../../fixtures/state/files.ts';
import { ABORTED, EXIT_CODES, type VerdictName } from '../verdict/names.ts';
import { verdictSchema, type Verdict } from '../verdict/verdict.ts';
import { verdictFile } from '../verdict/verdict-file.ts';
import type { Ended } from './run-playwright.ts';

/**
 * The verdict of a run that has ended: its own, unless that cannot be believed. What is missing, half-written, an older
 * run's, or greener than the way in which the run ended, is replaced by a verdict that says so.
 */
export function readVerdict(reports: string, { exitCode, endedBy, problem }: Ended, unfinished: Verdict): Verdict {
  const say = (verdict: VerdictName, reason: string, summary: string, code = EXIT_CODES[verdict]): Verdict => ({
    ...{ ...(own ?? unfinished), verdict, reason, summary, exitCode: code },
  });
  const parsed = verdictSchema.safeParse(readJson(verdictFile(reports)));
  const own = parsed.success && parsed.data.run.id === unfinished.run.id ? parsed.data : undefined;
  const hasEnded = own !== undefined && own.reason !== 'did-not-end';
  if (endedBy) {
    const words =
      endedBy === 'deadline' ? 'The run was ended by the deadline of the gate.' : `The run was ended by ${endedBy}.`;
    return say('aborted', endedBy === 'deadline' ? 'deadline' : 'interrupted', words, ABORTED[endedBy]);
  }
  if (problem !== undefined) return say('insufficient', 'did-not-start', `Playwright did not start: ${problem}`);
  if (exitCode === null) return say('aborted', 'killed', 'The run was killed from outside.', ABORTED.SIGTERM);
  if (!hasEnded)
    return say(
      'insufficient',
      'no-verdict',
      `Playwright ended with code ${exitCode} and left no verdict: its own words are above.`,
    );
  if (own.exitCode !== exitCode && EXIT_CODES[own.verdict] === 0)
    return say(
      'inconclusive',
      'exit-code-differs',
      `The verdict is ${own.verdict}, but Playwright ended with code ${exitCode}.`,
    );
  return own;
}
