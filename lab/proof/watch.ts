import type { Requirement } from '../../fixtures/requirements/catalogue.ts';
import type { Watch } from '../faults/fault.ts';
import type { LabRelay } from '../run/lab-relay.ts';
import type { Check } from '../run/list-checks.ts';
import type { ProjectRun } from '../run/run-project.ts';

/** A check that is meant for a fault. */
export type MeantCheck = Check & Pick<Requirement, 'level'>;

/** Finds the checks of requirements. Throws for one that has none. */
export type Meant = (requirements: string[]) => MeantCheck[];

/**
 * Runs a project: prod-canary whole, as an operator does. Of the hundreds of checks of the others only those that are
 * meant for the fault; nightly in a hurry (nightly.config.ts).
 */
export function runWatch(
  relay: LabRelay,
  watch: Watch,
  checks: MeantCheck[],
  environment: Record<string, string>,
): Promise<ProjectRun> {
  if (watch === 'prod-canary') return relay.runCanary(environment);
  const part = [...new Set(checks.map(({ file }) => file)), '--grep', checks.map(asPattern).join('|')];
  if (watch === 'pr-staging') return relay.runStaging(part, environment);
  return relay.runNightly(part, environment);
}

const asPattern = ({ title }: MeantCheck): string => title.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
