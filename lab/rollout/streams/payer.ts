import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { HttpAnswer } from '../../../fixtures/protocol/http.ts';
import { frontend } from '../../../fixtures/streams/frontend.ts';
import { parseJson } from '../../../fixtures/streams/json.ts';
import type { Stream } from '../../../fixtures/streams/record.ts';
import { toStellarKey } from '../../streams-api/stellar-key.ts';
import type { Deed, Person } from '../deed.ts';
import { ANSWER_MS, beginSession } from './session.ts';

interface Paying {
  name: string;
  token: string;
  url: string;
  /** Asks for each settlement once more, under the same key. */
  isHasty: boolean;
}

/** A stream every so often, in milliseconds; one that takes longer delays the next. */
const EVERY_MS = 200;

/** A payer creates, starts and settles one stream after the other until stopped, each in a session of its own. */
export function startPayer(paying: Paying): Person {
  const deeds: Deed[] = [];
  const end = new AbortController();
  const pay = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const next = pause(EVERY_MS, undefined, { signal: end.signal }).catch(() => undefined);
      deeds.push(await payOnce(paying));
      await next;
    }
  };
  const all = pay();
  return {
    ...{ name: paying.name, deeds },
    stop: async () => {
      end.abort();
      await Promise.race([all, pause(2 * ANSWER_MS, undefined, { ref: false })]);
    },
  };
}

/** One stream from its creation to its settlement. The first answer that is not as wished for is the end of it. */
async function payOnce({ name, token, url, isHasty }: Paying): Promise<Deed> {
  const atMs = Date.now();
  const ask = beginSession(url, token);
  const key = randomUUID();
  const recipient = toStellarKey(randomBytes(32));
  let stream: Stream | undefined;
  const id = (): string => stream?.id ?? '';
  const steps = [
    () => ask({ method: 'GET', path: frontend.list(1) }),
    () => ask(frontend.create({ recipient, key: `create-${key}` })),
    () => ask({ method: 'POST', path: `${frontend.read(id())}/start` }),
    () => ask(frontend.settle(id(), key)),
  ];
  for (const step of steps) {
    const answer = await step();
    const trouble = troubleOf(answer);
    if (trouble) return { ...trouble, who: name, id: id(), atMs, answeredAtMs: Date.now(), isConfirmed: undefined };
    stream = streamIn(answer) ?? stream;
  }
  const settled = { who: name, id: id(), atMs, answeredAtMs: Date.now(), outcome: 'done', words: '' } as const;
  if (!isHasty) return { ...settled, isConfirmed: undefined };
  const again = streamIn(await ask(frontend.settle(id(), key)));
  return { ...settled, isConfirmed: again?.hash === stream?.hash };
}

const bodyOf = (answer: HttpAnswer): unknown => (answer.outcome === 'answered' ? parseJson(answer.body) : undefined);

const streamIn = (answer: HttpAnswer): Stream | undefined => frontend.readStream(bodyOf(answer));

/** What went wrong, in the API's own words; a proxy that answers for it has none. */
function troubleOf(answer: HttpAnswer): Pick<Deed, 'outcome' | 'words'> | undefined {
  if (answer.outcome === 'silence') return { outcome: 'unanswered', words: `no answer for ${answer.afterMs / 1000} s` };
  if (answer.outcome !== 'answered') return { outcome: 'unanswered', words: answer.code };
  const { status } = answer;
  if (status < 400) return undefined;
  const error = frontend.readError(bodyOf(answer));
  const words = error ? `${error.code}: ${error.message}` : `HTTP ${status}`;
  return { words, outcome: status < 500 ? 'refused' : error ? 'failed' : 'unanswered' };
}
