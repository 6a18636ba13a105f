import type { DialectName } from '../../../fixtures/config/streams-words.ts';
import { expectAsPromised } from './as-promised.ts';
import { striking, tallyOf, walkInAChild, type Moment, type Victim } from './killed-lab.ts';
import { expect, test } from './streams-lab.ts';

const POST = { method: 'POST', path: /^\/api(\/v1)?\/streams$/, status: 201 };
const START = { method: 'POST', path: /\/start$/, status: 200 };
const TAG = { method: 'PATCH', path: /./, status: 200, state: 'active' };
const SETTLE = { method: 'POST', path: /\/settle$/, status: 200 };
const COMPLETE = { method: 'PATCH', path: /./, status: 200, state: 'completed' };

/** When a run is killed, and how many synthetic streams there are once the run after it is over. */
const MOMENTS: { what: string; dialect: DialectName; moment: Moment; made: number }[] = [
  { what: 'create was answered', dialect: 'frontend', moment: { ...POST, isHeard: true }, made: 1 },
  { what: 'create arrived, before its answer', dialect: 'frontend', moment: { ...POST, isHeard: false }, made: 1 },
  { what: 'start was answered', dialect: 'frontend', moment: { ...START, isHeard: true }, made: 1 },
  { what: 'start arrived, before its answer', dialect: 'frontend', moment: { ...START, isHeard: false }, made: 1 },
  { what: 'settle was answered', dialect: 'frontend', moment: { ...SETTLE, isHeard: true }, made: 1 },
  { what: 'settle arrived, before its answer', dialect: 'frontend', moment: { ...SETTLE, isHeard: false }, made: 1 },
  { what: 'create was answered', dialect: 'backend', moment: { ...POST, isHeard: true }, made: 1 },
  { what: 'create arrived, before its answer', dialect: 'backend', moment: { ...POST, isHeard: false }, made: 1 },
  { what: 'its stream was tagged', dialect: 'backend', moment: { ...TAG, isHeard: true }, made: 1 },
  // Without keys a settled stream cannot be asked for again: the next run has a stream of its own.
  { what: 'settle arrived, before its answer', dialect: 'backend', moment: { ...COMPLETE, isHeard: false }, made: 2 },
];

/** A smoke is short: only what was cut off tells it from a whole run. */
const CASES = { whole: MOMENTS, smoke: MOMENTS.filter(({ moment }) => !moment.isHeard) };

for (const depth of ['whole', 'smoke'] as const)
  test.describe(`a run that is killed (${depth})`, () => {
    for (const { what, dialect, moment, made } of CASES[depth])
      test(`after ${what}, is taken up by the next one (${dialect} API)`, async ({ start, walk, place }) => {
        const victim: Victim = { kill: () => undefined };
        const seams = striking(moment, victim);
        const api = await start({ dialect, seams });
        const { url, token } = api;
        const options = { depth, state: place('state'), deployId: 'deploy', deadlineMs: 12_000 };
        const child = walkInAChild({ ...options, url, token, dialect, runId: 'killed' });
        victim.kill = child.kill;
        expect(await child.ended).toBeUndefined();
        const { resumed } = expectAsPromised(await walk(api, dialect, { ...options, runId: 'next' }));
        expect(resumed).toBe('killed');
        expect(tallyOf(api)).toEqual({ made, open: 0, payments: made, mostPerStream: 1 });
        expectAsPromised(await walk(api, dialect, { ...options, runId: 'after' }));
        expect(tallyOf(api)).toEqual({ made: made + 1, open: 0, payments: made + 1, mostPerStream: 1 });
      });
  });
