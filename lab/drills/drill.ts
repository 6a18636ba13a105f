import type { Ground } from '../ground/ground.ts';
import type { History } from '../load/history.ts';

/** A to E in the order of a session: PostgreSQL, HAProxy, Redis, objects and their cache, RabbitMQ. */
export const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

export type Letter = (typeof LETTERS)[number];

/** What stands before a drill begins, with the load that goes through it. `Stand` is what the drill's own code knows of it. */
export interface DrillStand {
  /** Whether everything works: every question that the steady state asks, and what was wrong first. */
  isSteady: () => Promise<string | undefined>;
  /** Begins the load, which does not stop until `quiesce`. */
  begin: () => Promise<void>;
  /** Ends the load when everything that is under way has come to an end, so that the books can be read. */
  quiesce: () => Promise<void>;
  /** Logs of nodes, by file name. */
  evidence: () => Record<string, string>;
  /** What the clients did, for the picture and the evidence. */
  readonly history?: Pick<History, 'deeds' | 'heard' | 'now'>;
  /** Texts that no evidence may hold. */
  secrets?: () => string[];
  /** Takes everything down. */
  end: () => Promise<void>;
}

/** A promise of a drill, and how it came out. */
export interface Finding {
  /** For example "no acknowledged event is lost". */
  oracle: string;
  /** inconclusive: nothing was acknowledged, the fault was not observed, or the oracle itself broke. */
  outcome: 'pass' | 'fail' | 'inconclusive';
  words: string;
  /** What was measured and what was allowed, in the unit of `unit`. */
  measured?: { value: number; budget: number; unit: 'ms' | 'events' | 'requests' };
}

/** The columns of a session's table, where a drill has them. Times are milliseconds since the fault. */
export interface Figures {
  detectedMs?: number;
  recoveredMs?: number;
  /** The longest time in which nothing was acknowledged. */
  worstGapMs?: number;
  lost?: number;
  ambiguous?: number;
  alerts?: number;
}

/** What the drill's method says while it goes on; each line is a row of the session document. */
export type Tell = (kind: 'action' | 'undo' | 'observation' | 'gap', words: string) => void;

/** One drill, as data: a hypothesis, a method that breaks and heals, oracles that judge. */
export interface Drill<Stand extends DrillStand = DrillStand> {
  /** The letter and a number: A1. */
  id: `${Letter}${number}`;
  letter: Letter;
  title: string;
  /** What is believed: "a killed primary costs less than a minute of writes and no acknowledged event". */
  hypothesis: string;
  /** The runbook that somebody on call would follow: docs/runbooks/NAME.md. */
  runbook: string;
  /** Milliseconds for everything. */
  deadlineMs: number;
  /** Starts what stands. Throws where a tool is missing (MissingTool), or something does not come up. */
  start: (ground: Ground) => Promise<Stand>;
  /** Breaks, sees that it broke, waits until users are served again, heals, and waits until all is as before. */
  method: (stand: Stand, tell: Tell) => Promise<Figures>;
  /** Judges when the load has come to an end. */
  judge: (stand: Stand, figures: Figures) => Promise<Finding[]>;
}

/** A drill as the runner knows it: it is given no other stand than the one that its own `start` gave. */
export const forRunner = <Stand extends DrillStand>(drill: Drill<Stand>): Drill => drill as unknown as Drill;

/** A drill with one weakness planted, and the oracle that has to see it. */
export interface PlantedDefect {
  drill: Drill;
  /** What was made weak. */
  defect: string;
  /** The `oracle` of the finding that has to be red, for this reason. */
  red: string;
}

/** Exit code 3. */
export { MissingTool } from '../ground/program.ts';
