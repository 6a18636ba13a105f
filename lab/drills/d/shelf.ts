import { randomBytes } from 'node:crypto';
import type { History } from '../../load/history.ts';
import type { Photographers } from '../../load/http/callers.ts';
import { ledgerOf, type Ledger } from '../../load/ledger.ts';
import { sha256Of } from '../../system/media/bucket.ts';
import type { Reading } from './readers.ts';

/** Media by name, each with the sha256 of what was put. */
export type Sums = ReadonlyMap<string, string>;

/** What clients of the system's API put and read in a session. */
export interface Shelf {
  /** The set that was put, and acknowledged, before the fault. */
  before: Map<string, string>;
  /** Those who put media all the time; undefined before the load begins. */
  photographers: Photographers | undefined;
  /** What readers saw, in the order in which it became known. */
  readings: Reading[];
}

/** How media are reached: http://127.0.0.1:PORT of HAProxy, and the bearer's word. */
export interface Door {
  http: string;
  token: string;
}

const ANSWER_WITHIN_MS = 6_000;

/** Puts media of these sizes through the API, all at once, and gives their names. Throws where one is not taken. */
export const putSet = ({ http, token }: Door, { before }: Shelf, sizesBytes: number[]): Promise<string[]> =>
  Promise.all(
    sizesBytes.map(async (sizeBytes, index) => {
      const name = `before-${index + 1}-${randomBytes(4).toString('hex')}.bin`;
      const body = randomBytes(sizeBytes);
      const headers = { Authorization: `Bearer ${token}` };
      const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
      const answer = await fetch(`${http}/api/v1/media/${name}`, { method: 'PUT', headers, body, signal });
      if (!answer.ok) throw new Error(`media: ${name} is not taken: HTTP ${answer.status} ${await answer.text()}`);
      before.set(name, sha256Of(body));
      return name;
    }),
  );

/** Acknowledged, failed and ambiguous, of the set and of the photographers. */
export function mediaLedger(shelf: Shelf, { deeds }: History): Ledger {
  const { acknowledged, ...others } = ledgerOf(deeds, 'put-medium');
  return { acknowledged: new Set([...shelf.before.keys(), ...acknowledged]), ...others };
}

/** What was tried, by any of them, with its sha256. */
export const sumsOf = ({ before, photographers }: Shelf): Sums => new Map([...before, ...(photographers?.sums ?? [])]);
