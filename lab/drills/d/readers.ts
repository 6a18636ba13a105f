import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../../load/people/talker.ts';
import type { History } from '../../load/history.ts';
import { sha256Of } from '../../system/media/bucket.ts';
import type { Door } from './shelf.ts';

/** `right`: the very bytes that were put. `wrong`: a 200 with others, the worst. `missing`: 404. `refused`: no bytes, and loud. */
export type Saw = 'right' | 'wrong' | 'missing' | 'refused';

/** What came of one read of an acknowledged medium. */
export interface Reading {
  name: string;
  /** When it was begun, in milliseconds of the history. */
  atMs: number;
  saw: Saw;
  /** What the cache said: MISS, HIT, STALE; empty where nothing came through it. */
  cache: string;
  words: string;
}

interface Reads extends Door {
  history: History;
  /** What may be read now, with the sha256 of each. */
  media: () => [name: string, sha256: string][];
  /** Called with each read when it is over. */
  saw: (reading: Reading) => void;
}

const ANSWER_WITHIN_MS = 6_000;
const EVERY_MS = 50;
const READERS = ['reader-1', 'reader-2'];

/** Reads one medium through the API, and compares it with what was put. Never throws. */
export async function readMedium(
  { http, token }: Door,
  name: string,
  sha256: string,
): Promise<Pick<Reading, 'saw' | 'cache' | 'words'>> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch(`${http}/api/v1/media/${name}`, { headers, signal });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const cache = answer.headers.get('x-cache-status') ?? '';
    if (!answer.ok) {
      const words = `HTTP ${answer.status} ${bytes.toString('utf8', 0, 200)}`;
      return { saw: answer.status === 404 ? 'missing' : 'refused', cache, words };
    }
    const found = sha256Of(bytes);
    if (found === sha256) return { saw: 'right', cache, words: '' };
    return { saw: 'wrong', cache, words: `${name}: ${bytes.length} bytes with sha256 ${found} instead of ${sha256}` };
  } catch (error) {
    return { saw: 'refused', cache: '', words: String(error) };
  }
}

/** Two clients who read what there is, one medium after the other and again and again, across every fault. */
export function startReaders({ history, media, saw: tell, ...door }: Reads): Client {
  let isOver = false;
  const readOnce = async (client: string, name: string, sha256: string): Promise<void> => {
    const atMs = history.now();
    const reading = await readMedium(door, name, sha256);
    tell({ name, atMs, ...reading });
    const outcome = reading.saw === 'right' ? 'acknowledged' : 'failed';
    const latencyMs = history.now() - atMs;
    history.did({ atMs, latencyMs, client, op: 'get-medium', outcome, words: reading.words });
  };
  const work = async (client: string, first: number): Promise<void> => {
    for (let turn = first; !isOver; turn += READERS.length) {
      const startedAtMs = performance.now();
      const all = media();
      const chosen = all[turn % all.length];
      if (chosen) await readOnce(client, ...chosen);
      await pause(Math.max(0, EVERY_MS - (performance.now() - startedAtMs)));
    }
  };
  const worked = READERS.map((client, index) => work(client, index));
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(worked);
    },
  };
}
