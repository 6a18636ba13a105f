import type { VerdictName } from '../../verdict/names.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Clock } from '../clock.ts';
import { RefusedRun, type RunQueue } from '../run-queue.ts';
import { json, refusal, type Answer } from './answer.ts';
import type { RunRequest } from './read-order.ts';

const STATUS: Record<VerdictName, number> = {
  pass: 200,
  degraded: 200,
  fail: 422,
  inconclusive: 503,
  insufficient: 503,
  usage: 503,
  aborted: 503,
};

const FAILURES_AT_MOST = 10;

/** What whoever asked for a run is told: 200 green, 422 red with the relay's words, 503 where nothing was found out. */
export const answerOf = ({ verdict, reason, summary, run, failures }: Verdict): Answer =>
  json(STATUS[verdict], {
    verdict,
    reason,
    summary,
    run: { id: run.id, startedAt: run.startedAt, durationMs: run.durationMs },
    failures: failures.slice(0, FAILURES_AT_MOST).map(({ id, relayMessage }) => ({ id, relayMessage })),
  });

/** Takes requests for runs. */
export interface RunDesk {
  ask: (request: RunRequest) => Promise<Answer>;
}

interface Parts {
  queue: RunQueue;
  clock: Clock;
  /** How long a finished answer is given again to the same checksum. Milliseconds. */
  replayMs: number;
  /** Who waits longer is sent away; the run goes on, and its answer waits for the next request. Milliseconds. */
  answerWithinMs: number;
}

/**
 * Makes the desk. The same checksum gets 409 while its run is on or waits, and its answer again for a while after; any
 * other request waits for the current run and gets one of its own, so that what it asks about was there from its start.
 */
export function makeRunDesk({ queue, clock, replayMs, answerWithinMs }: Parts): RunDesk {
  const underWay = new Set<string>();
  const given = new Map<string, { answer: Answer; at: number }>();

  const forget = (): void => {
    for (const [key, { at }] of given) if (clock.now() - at >= replayMs) given.delete(key);
  };
  const make = async ({ order, key }: RunRequest): Promise<Answer> => {
    if (key !== undefined) underWay.add(key);
    try {
      const answer = answerOf((await queue.submit(order)).verdict);
      if (key !== undefined) given.set(key, { answer, at: clock.now() });
      return answer;
    } catch (error) {
      if (error instanceof RefusedRun) return refused(error);
      throw error;
    } finally {
      if (key !== undefined) underWay.delete(key);
    }
  };
  return {
    ask: async (request) => {
      forget();
      const before = request.key === undefined ? undefined : given.get(request.key)?.answer;
      if (before) return before;
      if (request.key !== undefined && underWay.has(request.key))
        return refusal(409, 'still-running', 'a run for this checksum is on: ask again for its answer', RETRY);
      const isAnswered = new AbortController();
      const answer = make(request).finally(() => isAnswered.abort());
      const late = clock.waitUntil(clock.now() + answerWithinMs, isAnswered.signal);
      return Promise.race([answer, late.then(() => (isAnswered.signal.aborted ? answer : tooLate))]);
    },
  };
}

const RETRY = { 'retry-after': '5' };

const refused = ({ reason, message }: RefusedRun): Answer =>
  refusal(reason === 'stopping' ? 503 : 429, reason, message, { 'retry-after': '30' });

const tooLate = refusal(503, 'deadline', 'the run takes too long: ask again for its answer', RETRY);
