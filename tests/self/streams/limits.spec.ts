import type { Call, WalkOutcome } from '../../../fixtures/streams/record.ts';
import type { Answer, StreamsSeams } from '../../../lab/streams-api/seams.ts';
import { expectAsPromised } from './as-promised.ts';
import { expect, test } from './streams-lab.ts';

/** A seam that answers 429 to what is asked the first times, with these headers. */
function refusing(
  isRefused: (asked: { method: string; path: string }) => boolean,
  { times, headers }: { times: number; headers: () => Record<string, string> },
): Pick<StreamsSeams, 'response'> {
  let left = times;
  return {
    response: (answer, asked): Answer => {
      if (left === 0 || !isRefused(asked)) return answer;
      left -= 1;
      const error = { code: 'rate_limit_exceeded', message: 'Too many requests.', request_id: 'req_of-a-limit' };
      return { status: 429, headers: { ...headers(), 'content-type': 'application/json' }, body: { error } };
    },
  };
}

const isWrite = ({ method }: { method: string }): boolean => method !== 'GET';
const isList = ({ path }: { path: string }): boolean => path === '/api/streams';
const isLiveness = ({ path }: { path: string }): boolean => path === '/api/healthz';

const inSeconds = (seconds: number) => (): Record<string, string> => ({ 'retry-after': String(seconds) });
const asDate = (): Record<string, string> => ({ 'retry-after': new Date(Date.now() + 1000).toUTCString() });
const nothing = (): Record<string, string> => ({});

/** The answers 429 that a walk has waited out. */
const metBy = ({ walk }: WalkOutcome): Call[] => (walk?.limited.applies ? walk.limited.value : []);

test.describe('a rate limit', () => {
  for (const { what, isRefused, headers } of [
    { what: 'of writes, told in seconds', isRefused: isWrite, headers: inSeconds(1) },
    { what: 'of the list, told as a date', isRefused: isList, headers: asDate },
    { what: 'of everything, told as a date that is over', isRefused: isLiveness, headers: inSeconds(0) },
  ])
    test(`${what}, is waited out, and the walk is green`, async ({ start, walk }) => {
      const seams = refusing(isRefused, { times: 2, headers });
      const api = await start({ dialect: 'frontend', seams });
      const outcome = await walk(api, 'frontend', { depth: 'smoke' });
      expectAsPromised(outcome);
      expect(metBy(outcome)).toHaveLength(2);
      for (const call of metBy(outcome)) expect(call).toSayWhen();
      expect(api.payments()).toHaveLength(1);
    });

  test('of the embedded API, met again and again, is waited out', async ({ start, walk }) => {
    const limits = { readsPerMinute: 15, writesPerMinute: 3, retryAfterSeconds: 1 };
    const api = await start({ dialect: 'frontend', limits });
    const outcome = await walk(api, 'frontend', { depth: 'smoke' });
    expectAsPromised(outcome);
    expect(metBy(outcome)).not.toEqual([]);
    expect(api.payments()).toHaveLength(1);
  });

  test('that does not say when is waited out three times, and is told', async ({ start, walk }) => {
    const seams = refusing(isList, { times: 3, headers: nothing });
    const api = await start({ dialect: 'frontend', seams });
    const outcome = await walk(api, 'frontend', { depth: 'reads' });
    expect(outcome.problem).toBeUndefined();
    expect(metBy(outcome)).toHaveLength(3);
    for (const call of metBy(outcome)) expect(call).not.toSayWhen();
  });

  test('that does not say when is not waited out a fourth time', async ({ start, walk }) => {
    const seams = refusing(isList, { times: 100, headers: nothing });
    const api = await start({ dialect: 'frontend', seams });
    const { walk: made, side, problem } = await walk(api, 'frontend', { depth: 'whole' });
    expect({ made, side }).toEqual({ made: undefined, side: 'policy' });
    expect(problem).toContain('limits our rate for longer than a run may take: list');
    expect(problem).toContain('HTTP 429 "rate_limit_exceeded: Too many requests."');
    expect(problem).toContain('→ This says nothing of the deploy');
    expect(api.requests().filter(isList)).toHaveLength(4);
  });

  for (const isRefused of [isLiveness, isList, isWrite])
    test(`that lasts longer than the run may take is the side policy (${isRefused.name})`, async ({ start, walk }) => {
      const seams = refusing(isRefused, { times: 100, headers: inSeconds(3600) });
      const api = await start({ dialect: 'frontend', seams });
      const outcome = await walk(api, 'frontend', { depth: 'smoke' });
      expect(outcome).toMatchObject({ side: 'policy', problem: expect.stringContaining('run it later') });
      expect(outcome.walk).toBeUndefined();
      expect(api.payments()).toEqual([]);
    });
});
