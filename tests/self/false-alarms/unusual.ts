import type { ProjectRun } from '../../../lab/run/run-project.ts';
import type { Seams } from '../../../lab/relay/seams.ts';

/** A run in which nothing is red. */
export const GREEN = { exitCode: 0, red: [] };

/** A run of some checks in which nothing is red: no verdict on the deployment. */
export const GREEN_PART = { verdict: 'insufficient', exitCode: 4, red: [] };

/** How each check of a run ended, by requirement. */
export const outcomesOf = ({ checks }: ProjectRun): Record<string, string> =>
  Object.fromEntries(checks.map(({ requirement, outcome }) => [requirement, outcome]));

/** A relay that says some things in other words. */
export const changing = (verbs: string[], change: (frame: unknown[]) => unknown[]): Partial<Seams> => ({
  outgoing: (frame, send) => send(verbs.includes(String(frame[0])) ? change(frame) : frame),
});
