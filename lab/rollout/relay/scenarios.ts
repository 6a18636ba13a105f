import type { Expected, Planned } from '../scenario.ts';

/** How the new version is. `volume-missing`: its data is not there, so it ends at its start, and nobody listens. */
type NewRelay = 'good' | { fault: string } | 'volume-missing';

/** A deploy of a relay. */
export interface RelayScenario extends Planned {
  deploys: 'relay';
  v2: NewRelay;
  /** Where the canary comes in: where members do, or where HAProxy turns everybody away with 429. */
  canaryComes: 'as-members-do' | 'turned-away';
}

/** One has been a member for long; the other joined in that half of the log which MEM-02 does not read. */
export const MEMBERS = ['Early', 'Late'] as const;
export type MemberName = (typeof MEMBERS)[number];

const NOBODY: Expected['turnedDown'] = { people: [], words: '' };
const LATE: Expected['turnedDown'] = { people: ['Late'], words: 'restricted: you are not a member of that group' };

export const RELAY_SCENARIOS: RelayScenario[] = [
  {
    name: 'bad-with-rollback',
    title: 'v2 comes up with a half-filled membership cache; the gate may roll back',
    ...{ deploys: 'relay', v2: { fault: 'MEM-02' }, hasRollback: true, canaryComes: 'as-members-do' },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, words: 'restricted: ', rollbacks: 1, serves: 'v1' },
      ...{ turnedDown: LATE, goOn: MEMBERS, withinSeconds: 15 },
    },
  },
  {
    name: 'bad-without-rollback',
    title: 'the same v2; the gate has no rollback command',
    ...{ deploys: 'relay', v2: { fault: 'MEM-02' }, hasRollback: false, canaryComes: 'as-members-do' },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, words: 'restricted: ', rollbacks: 0, serves: 'v2' },
      ...{ turnedDown: LATE, goOn: ['Early'] },
    },
  },
  {
    name: 'good',
    title: 'v2 is as good as v1',
    ...{ deploys: 'relay', v2: 'good', hasRollback: true, canaryComes: 'as-members-do' },
    expected: {
      ...{ verdict: 'pass', exitCode: 0, rollbacks: 0, serves: 'v2' },
      ...{ turnedDown: NOBODY, goOn: MEMBERS },
    },
  },
  {
    name: 'inconclusive',
    title: 'v2 is good, but the canary itself is turned away with 429',
    ...{ deploys: 'relay', v2: 'good', hasRollback: true, canaryComes: 'turned-away' },
    expected: {
      ...{ verdict: 'inconclusive', exitCode: 3, rollbacks: 0, serves: 'v2' },
      ...{ turnedDown: NOBODY, goOn: MEMBERS },
    },
  },
  {
    name: 'does-not-come-up',
    title: 'v2 ends at its start, and HAProxy answers 503',
    ...{ deploys: 'relay', v2: 'volume-missing', hasRollback: true, canaryComes: 'as-members-do' },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, rollbacks: 1, serves: 'v1' },
      ...{ turnedDown: NOBODY, goOn: MEMBERS, withinSeconds: 15 },
    },
  },
];
