import type { CleanUp } from './clean-up.ts';
import type { Deed, Person } from './deed.ts';
import type { Front } from './front.ts';
import { deployRelay } from './relay/deploy.ts';
import type { Scenario } from './scenario.ts';
import { deployStreamsApi } from './streams/deploy.ts';

/** HAProxy before v1, and everything that is particular to what is deployed. */
export interface Deployment {
  front: Front;
  /** A path of a file or directory of this simulation. */
  file: (name: string) => string;
  /** What the pipeline calls once the traffic was shifted. Settings are for the target of that prefix. */
  gate: { project: 'prod-canary' | 'smoke'; prefix: 'PROD' | 'STAGING'; settings: Record<string, string> };
  /** Lets the people come; from then on they are busy until they are stopped. */
  letIn: () => Person[];
  /** Starts v2 beside v1. Gives its last words where it does not come up. */
  startV2: () => Promise<string | undefined>;
  /** Looks into the books when everybody has stopped. */
  audit: (deeds: Deed[]) => Promise<Audited>;
}

/** What the books say. */
export interface Audited {
  /** The same deeds, with the harm that was done. */
  deeds: Deed[];
  /** How many streams the gate itself has made; undefined where there is nothing of the kind. */
  ofGate?: number;
}

/** Puts v1 into service. Everything that was started is noted in `cleanUp`, also where this throws. */
export const deploy = (scenario: Scenario, cleanUp: CleanUp): Promise<Deployment> =>
  scenario.deploys === 'relay' ? deployRelay(scenario, cleanUp) : deployStreamsApi(scenario, cleanUp);
