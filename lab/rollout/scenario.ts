import type { Harm } from './deed.ts';
import type { Version } from './journal.ts';
import { RELAY_SCENARIOS, type RelayScenario } from './relay/scenarios.ts';
import { STREAMS_SCENARIOS, type StreamsScenario } from './streams/scenarios.ts';

/** A deploy, and what has to come of it. */
export type Scenario = RelayScenario | StreamsScenario;

/** What scenarios of every kind say. */
export interface Planned {
  /** For --only. */
  name: string;
  title: string;
  /** Whether the gate is given a rollback command. */
  hasRollback: boolean;
  expected: Expected;
}

export interface Expected {
  verdict: string;
  exitCode: number;
  /** How the words of the relay, or the API, in the first failure begin; undefined: any, or none. */
  words?: string;
  /** How often the rollback command is called. */
  rollbacks: 0 | 1;
  /** Which version HAProxy serves when the gate has ended. */
  serves: Version;
  /** Those who are refused something after the shift, or for whom it fails, and how the words to them begin. */
  turnedDown: { people: readonly string[]; words: string };
  /** Those for whom all is well when the gate has ended. */
  goOn: readonly string[];
  /** What is found in the books afterwards, more than once or once; what is not named must not be found. */
  harms?: Harm[];
  /** How many streams the gate itself has made; undefined: any number. */
  ofGate?: number;
  /** From the shift until everybody goes on again and the gate has ended, in seconds, on an idle machine. */
  withinSeconds?: number;
}

export const SCENARIOS: Scenario[] = [...RELAY_SCENARIOS, ...STREAMS_SCENARIOS];

/** One scenario. Throws where there is none of this name. */
export function scenarioOf(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario is called ${name}: ${SCENARIOS.map((each) => each.name).join(', ')}`);
  return found;
}
