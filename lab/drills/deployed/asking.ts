import { setTimeout as pause } from 'node:timers/promises';
import { httpGet } from '../../../fixtures/protocol/http.ts';
import type { History } from '../../load/history.ts';

/** What is asked again and again, across every fault: an address, or a probe of the file. */
export interface Question {
  name: string;
  /** What it is in the history: "health", "get-page", "probe". */
  op: string;
  /** What was wrong with the answer; undefined where it is good. Never throws. */
  ask: () => Promise<string | undefined>;
}

export interface Asker {
  /** Resolves when the question of now is answered. */
  stop: () => Promise<void>;
}

/** So long an address has for its answer. */
export const ANSWER_WITHIN_MS = 5_000;

/** A GET; redirects are not followed, and good answers too for a page. */
export const askFor = (op: 'health' | 'get-page', url: string): Question => ({
  ...{ name: op, op },
  ask: async () => {
    const answer = await httpGet(url, { withinMs: ANSWER_WITHIN_MS });
    if (answer.outcome === 'silence') return `no answer within ${ANSWER_WITHIN_MS} ms`;
    if (answer.outcome !== 'answered') return answer.words;
    return answer.status < (op === 'health' ? 300 : 400) ? undefined : `HTTP ${answer.status}`;
  },
});

/** Asks every so many milliseconds, one question at a time. */
export function startAsking({ name, op, ask }: Question, everyMs: number, history: History): Asker {
  const stopping = new AbortController();
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const atMs = history.now();
      const problem = await ask();
      const latencyMs = history.now() - atMs;
      const outcome = problem === undefined ? 'acknowledged' : 'failed';
      history.did({ atMs, latencyMs, client: name, op, outcome, words: problem ?? '' });
      await pause(Math.max(10, everyMs - latencyMs), undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const worked = work();
  return {
    stop: async () => {
      stopping.abort();
      await worked;
    },
  };
}
