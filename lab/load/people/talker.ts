import type { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import type { Outcome } from '../deed.ts';
import type { History } from '../history.ts';
import { openLine } from './line.ts';

export interface TalkerOptions {
  name: string;
  key: SecretKey;
  /** ws://127.0.0.1:PORT of HAProxy. */
  url: string;
  group: string;
  /** Milliseconds between two messages; at least 10. */
  everyMs: number;
  history: History;
  /** So long for an OK; then the talker gives the message up, and the connection. Default 10,000, more than the relay takes. */
  answerWithinMs?: number;
}

export interface Client {
  /** Begins nothing more; resolves when everything that is under way has an outcome. */
  stop: () => Promise<void>;
}

const FASTEST_MS = 10;
const ANSWER_WITHIN_MS = 10_000;
const MOST_UNDER_WAY = 500;

/** Publishes a message every so often, across every fault; each is tried once. What could not even be sent has failed. */
export function startTalker({ name, key, url, group, everyMs, history, ...options }: TalkerOptions): Client {
  const { answerWithinMs = ANSWER_WITHIN_MS } = options;
  const underWay = new Map<string, { atMs: number; timer: NodeJS.Timeout | undefined }>();
  let count = 0;

  const end = (id: string, outcome: Outcome, words: string): void => {
    const begun = underWay.get(id);
    if (!begun) return;
    underWay.delete(id);
    clearTimeout(begun.timer);
    history.did({
      atMs: begun.atMs,
      latencyMs: history.now() - begun.atMs,
      client: name,
      op: 'publish',
      outcome,
      words,
      id,
    });
  };
  const line = openLine({
    url,
    onOpen: () => undefined,
    onFrame: ([verb, id, isAccepted, words]) => {
      if (verb === 'OK') end(String(id), isAccepted === true ? 'acknowledged' : 'failed', String(words));
    },
    onLost: (why) => {
      for (const id of [...underWay.keys()]) end(id, 'ambiguous', why);
    },
  });
  const talk = (): void => {
    if (underWay.size >= MOST_UNDER_WAY) return;
    count += 1;
    const event = key.sign({ kind: 9, content: `${name} says ${count}`, tags: [['h', group]] });
    underWay.set(event.id, { atMs: history.now(), timer: undefined });
    if (!line.send(['EVENT', event])) end(event.id, 'failed', `not sent: ${line.why()}`);
    const begun = underWay.get(event.id);
    if (!begun) return;
    begun.timer = setTimeout(() => {
      end(event.id, 'ambiguous', `no OK within ${answerWithinMs} ms`);
      line.drop('it does not answer');
    }, answerWithinMs);
  };
  const timer = setInterval(talk, Math.max(FASTEST_MS, everyMs));
  return {
    stop: async () => {
      clearInterval(timer);
      while (underWay.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      line.close();
    },
  };
}
