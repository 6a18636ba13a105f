import type { Action } from '../verdict/verdict.ts';

const SIGNS: Record<Action['outcome'], string> = { done: '✓', failed: '✘', skipped: '–', 'dry-run': '?' };

/** What was done about a verdict, a line each; empty where nothing is set. */
export const actionTable = (actions: Action[]): string =>
  actions
    .map(
      ({ name, outcome, detail, ms }) =>
        `  ${SIGNS[outcome]} ${name.padEnd(12)} ${(ms / 1000).toFixed(1).padStart(5)} s  ${detail}\n`,
    )
    .join('');
