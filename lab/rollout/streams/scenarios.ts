import type { Expected, Planned } from '../scenario.ts';

/** How the new version is. `settleMs`: how long the chain takes for a settlement. */
type NewApi = 'good' | { fault: string } | { settleMs: number } | { network: 'mainnet' };

/** A deploy of a streams API, beside a relay that stays. */
export interface StreamsScenario extends Planned {
  deploys: 'streams-api';
  v2: NewApi;
  /** What the file of objectives says, as YAML; undefined: there is none. */
  objectives?: string;
}

/** One asks for each settlement once, the other asks again under the same key, as a client whose answer was lost. */
export const PAYERS = ['Calm', 'Hasty'] as const;

const NOBODY: Expected['turnedDown'] = { people: [], words: '' };

const SETTLES_IN_TIME = 'limits: { streamsSettle: { p95Ms: 1500, breach: fail, leastSamples: 1 } }';

export const STREAMS_SCENARIOS: StreamsScenario[] = [
  {
    name: 'streams-bad-with-rollback',
    title: 'v2 of the streams API ends a stream, and then answers 502; the gate may roll back',
    ...{ deploys: 'streams-api', v2: { fault: 'STR-17' }, hasRollback: true },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, words: 'SETTLEMENT_FAILED', rollbacks: 1, serves: 'v1' },
      turnedDown: { people: PAYERS, words: 'SETTLEMENT_FAILED' },
      ...{ goOn: PAYERS, harms: ['lost'], withinSeconds: 15 },
    },
  },
  {
    name: 'streams-pays-twice',
    title: 'v2 pays again for a settlement that is asked for again under its key',
    ...{ deploys: 'streams-api', v2: { fault: 'STR-15' }, hasRollback: true },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, rollbacks: 1, serves: 'v1' },
      ...{ turnedDown: NOBODY, goOn: PAYERS, harms: ['paid-twice'], withinSeconds: 15 },
    },
  },
  {
    name: 'streams-slow',
    title: 'v2 is right, but settles in three seconds; one and a half are allowed',
    ...{ deploys: 'streams-api', v2: { settleMs: 3000 }, hasRollback: true, objectives: SETTLES_IN_TIME },
    expected: {
      ...{ verdict: 'fail', exitCode: 1, rollbacks: 1, serves: 'v1' },
      ...{ turnedDown: NOBODY, goOn: PAYERS, withinSeconds: 15 },
    },
  },
  {
    name: 'streams-good',
    title: 'v2 of the streams API is as good as v1',
    ...{ deploys: 'streams-api', v2: 'good', hasRollback: true },
    expected: {
      ...{ verdict: 'pass', exitCode: 0, rollbacks: 0, serves: 'v2' },
      ...{ turnedDown: NOBODY, goOn: PAYERS, ofGate: 1 },
    },
  },
  {
    name: 'streams-mainnet',
    title: 'v2 is good, but its readiness says that it is on mainnet',
    ...{ deploys: 'streams-api', v2: { network: 'mainnet' }, hasRollback: true },
    expected: {
      ...{ verdict: 'usage', exitCode: 2, rollbacks: 0, serves: 'v2' },
      ...{ turnedDown: NOBODY, goOn: PAYERS, ofGate: 0 },
    },
  },
];
