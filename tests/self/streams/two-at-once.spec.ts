import { EventEmitter, once } from 'node:events';
import { expectAsPromised } from './as-promised.ts';
import { tallyOf, walkInAChild } from './killed-lab.ts';
import { expect, test } from './streams-lab.ts';

/** Readiness is asked so often before the first write: once to be judged, and for the proof. */
const QUESTIONS = 5;

const READINESS = ['/api/readyz', '/health/ready'];

/** Lets nobody pass before all of them are there. */
function meeting(all: number): () => Promise<void> {
  const arrivals = new EventEmitter();
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived < all) await once(arrivals, 'complete');
    else arrivals.emit('complete');
  };
}

for (const [dialect, depth] of [
  ['frontend', 'whole'],
  ['backend', 'smoke'],
] as const)
  test(`two runs at once wait for each other, and are both green (${dialect} API, ${depth})`, async ({
    start,
    front,
    place,
  }) => {
    let mostOpen = 0;
    const api = await start({
      dialect,
      seams: {
        response: (answer) => {
          mostOpen = Math.max(mostOpen, tallyOf(api).open);
          return answer;
        },
      },
    });
    const asked: Record<string, number> = {};
    const meet = meeting(2);
    const { url } = await front(api.url, async (answer, { path, headers }) => {
      const who = String(headers['x-tenant-id']);
      asked[who] = (asked[who] ?? 0) + Number(READINESS.includes(path));
      if (READINESS.includes(path) && asked[who] === QUESTIONS) await meet();
      return answer;
    });
    const errand = { url, token: api.token, dialect, depth, state: place('state'), deadlineMs: 30_000 };
    const both = ['ann', 'bob'].map((tenant) => walkInAChild({ ...errand, tenant, runId: tenant }).ended);
    for (const outcome of await Promise.all(both)) {
      const { resumed, finished } = expectAsPromised(outcome ?? { transcript: [] });
      expect({ resumed, finished }).toEqual({ finished: [] });
    }
    expect(mostOpen).toBe(1);
    expect(tallyOf(api)).toEqual({ made: 2, open: 0, payments: 2, mostPerStream: 1 });
  });
