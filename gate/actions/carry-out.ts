import type { Action } from '../verdict/verdict.ts';

/** What an action tells of itself; its name and its time are added. */
export type Report = Omit<Action, 'name' | 'ms'>;

/**
 * Does one thing about a verdict and tells how it went. Never throws: what is thrown becomes the outcome `failed`, with
 * its words. `ms` is wall time in milliseconds. Secrets are taken out of the sentence.
 */
export async function carryOut(
  name: string,
  redact: (text: string) => string,
  work: () => Promise<Report>,
): Promise<Action> {
  const start = performance.now();
  const finish = (report: Report): Action => ({ name, ...report, ms: Math.round(performance.now() - start) });
  try {
    const report = await work();
    return finish({ ...report, detail: redact(report.detail) });
  } catch (error) {
    return finish({ outcome: 'failed', detail: wordsOf(error, redact) });
  }
}

function wordsOf(error: unknown, redact: (text: string) => string): string {
  try {
    return `it threw: ${redact(error instanceof Error ? error.message : String(error))}`;
  } catch {
    return 'it threw an error that cannot be told';
  }
}
