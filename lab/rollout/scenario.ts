import type { Version } from './journal.ts';

/** How the new version is. `volume-missing`: its data is not there, so it ends at its start, and nobody listens. */
export type NewVersion = 'good' | { fault: string } | 'volume-missing';

/** A deploy, and what has to come of it. */
export interface Scenario {
  /** For --only. */
  name: string;
  title: string;
  v2: NewVersion;
  /** Whether the gate is given a rollback command. */
  hasRollback: boolean;
  /** Where the canary comes in: where members do, or where HAProxy turns everybody away with 429. */
  canaryComes: 'as-members-do' | 'turned-away';
  expected: Expected;
}

export interface Expected {
  verdict: string;
  exitCode: number;
  /** How the relay's words in the first failure begin; undefined: any, or none. */
  words?: string;
  /** How often the rollback command is called. */
  rollbacks: 0 | 1;
  /** Which version HAProxy serves when the gate has ended. */
  serves: Version;
  /** The members of whom messages are refused after the shift, and how the relay's words begin. */
  refused: { members: MemberName[]; words: string };
  /** The members who post when the gate has ended. */
  postAfterwards: MemberName[];
  /** From the shift until everybody posts again and the gate has ended, in seconds, on an idle machine. */
  withinSeconds?: number;
}

/** One has been a member for long; the other joined in that half of the log which MEM-02 does not read. */
export const MEMBERS = ['Early', 'Late'] as const;
export type MemberName = (typeof MEMBERS)[number];

const NOBODY: Expected['refused'] = { members: [], words: '' };
const EVERYBODY = [...MEMBERS];
const NOT_A_MEMBER = 'restricted: you are not a member of that group';

export const SCENARIOS: Scenario[] = [
  {
    name: 'bad-with-rollback',
    title: 'v2 comes up with a half-filled membership cache; the gate may roll back',
    ...{ v2: { fault: 'MEM-02' }, hasRollback: true, canaryComes: 'as-members-do' },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, words: 'restricted: ', rollbacks: 1, serves: 'v1' },
      refused: { members: ['Late'], words: NOT_A_MEMBER },
      ...{ postAfterwards: EVERYBODY, withinSeconds: 15 },
    },
  },
  {
    name: 'bad-without-rollback',
    title: 'the same v2; the gate has no rollback command',
    ...{ v2: { fault: 'MEM-02' }, hasRollback: false, canaryComes: 'as-members-do' },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, words: 'restricted: ', rollbacks: 0, serves: 'v2' },
      refused: { members: ['Late'], words: NOT_A_MEMBER },
      postAfterwards: ['Early'],
    },
  },
  {
    name: 'good',
    title: 'v2 is as good as v1',
    ...{ v2: 'good', hasRollback: true, canaryComes: 'as-members-do' },
    expected: {
      ...{ verdict: 'pass', exitCode: 0, rollbacks: 0, serves: 'v2' },
      ...{ refused: NOBODY, postAfterwards: EVERYBODY },
    },
  },
  {
    name: 'inconclusive',
    title: 'v2 is good, but the canary itself is turned away with 429',
    ...{ v2: 'good', hasRollback: true, canaryComes: 'turned-away' },
    expected: {
      ...{ verdict: 'inconclusive', exitCode: 3, rollbacks: 0, serves: 'v2' },
      ...{ refused: NOBODY, postAfterwards: EVERYBODY },
    },
  },
  {
    name: 'does-not-come-up',
    title: 'v2 ends at its start, and HAProxy answers 503',
    ...{ v2: 'volume-missing', hasRollback: true, canaryComes: 'as-members-do' },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, rollbacks: 1, serves: 'v1' },
      ...{ refused: NOBODY, postAfterwards: EVERYBODY, withinSeconds: 15 },
    },
  },
];

/** One scenario. Throws where there is none of this name. */
export function scenarioOf(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario is called ${name}: ${SCENARIOS.map((each) => each.name).join(', ')}`);
  return found;
}
