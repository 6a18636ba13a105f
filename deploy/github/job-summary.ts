import type { Verdict } from '../../gate/verdict/verdict.ts';

/** Takes from a text of the relay what Markdown, HTML and GitHub's commands would act on. One line. */
const quote = (text: string): string =>
  text
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|#@!~]/g, '\\$&')
    .trim();

const MOST_FAILURES = 20;

/** A verdict as the summary of a job on GitHub, in Markdown, with the relay's own words. Undefined: none was written. */
export function jobSummary(verdict: Verdict | undefined): string {
  if (!verdict)
    return '## Canary: insufficient\n\nThe run left no verdict. Nothing may be promoted, and nothing is rolled back.\n';
  const { counts, run, target } = verdict;
  const more = verdict.failures.length - MOST_FAILURES;
  return [
    `## Canary: ${verdict.verdict}`,
    '',
    quote(verdict.summary),
    '',
    `Relay ${quote(target.relay ?? 'unknown')}, deploy ${quote(run.deployId ?? 'unknown')}: ` +
      `${counts.passed} of ${counts.planned} checks passed, ${counts.skipped} do not apply, in ${(run.durationMs / 1000).toFixed(1)} s.`,
    ...(verdict.failures.length > 0 ? ['', '| check | side | the relay said |', '| --- | --- | --- |'] : []),
    ...verdict.failures
      .slice(0, MOST_FAILURES)
      .map(
        ({ id, side, because, relayMessage }) =>
          `| ${quote(id)} | ${side} | ${quote(relayMessage ?? `— (${because})`)} |`,
      ),
    ...(more > 0 ? ['', `${more} more in verdict.json.`] : []),
    '',
  ].join('\n');
}

/** The outputs of the step, in the form of $GITHUB_OUTPUT: one line each, whatever the relay said. */
export function stepOutputs(verdict: Verdict | undefined): string {
  const summary = verdict?.summary ?? 'The run left no verdict.';
  return `verdict=${verdict?.verdict ?? 'insufficient'}\nsummary=${summary.replace(/\s+/g, ' ').trim()}\n`;
}
