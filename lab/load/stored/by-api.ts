import { setTimeout as pause } from 'node:timers/promises';
import { sha256Of } from '../../system/media/bucket.ts';

interface Asked {
  /** http://127.0.0.1:PORT of HAProxy. */
  http: string;
  token: string;
}

const ANSWER_WITHIN_MS = 5_000;
const TRIES = 5;
const PASSES = 3;
const BETWEEN_PASSES_MS = 2_000;

/** Those of these markers that are there and hold their own name. Throws where one gets no answer, good or 404. */
export const storedMarkers = (asked: Asked, names: readonly string[]): Promise<string[]> =>
  filterAll(names, async (name) => (await get(asked, 'markers', name))?.toString() === name);

/** Those of these media that are there, byte by byte: by the sha256 with which each was put. */
export const storedMedia = (asked: Asked, sums: ReadonlyMap<string, string>): Promise<string[]> =>
  filterAll([...sums.keys()], async (name) => {
    const bytes = await get(asked, 'media', name);
    return bytes !== undefined && sha256Of(bytes) === sums.get(name);
  });

/** What is missing is asked for again: a store whose nodes are coming back may say 404 for what it has. */
async function filterAll(names: readonly string[], isStored: (name: string) => Promise<boolean>): Promise<string[]> {
  const stored = new Set<string>();
  for (let pass = 0; pass < PASSES && stored.size < names.length; pass += 1) {
    if (pass > 0) await pause(BETWEEN_PASSES_MS);
    for (const name of names) if (!stored.has(name) && (await isStored(name))) stored.add(name);
  }
  return [...stored];
}

async function get({ http, token }: Asked, what: 'markers' | 'media', name: string): Promise<Buffer | undefined> {
  let words = '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const headers = { Authorization: `Bearer ${token}` };
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(`${http}/api/v1/${what}/${name}`, { headers, signal }).catch((error: unknown) =>
      String(error),
    );
    if (typeof response !== 'string' && response.ok) return Buffer.from(await response.arrayBuffer());
    if (typeof response !== 'string' && response.status === 404) return undefined;
    words = typeof response === 'string' ? response : `HTTP ${response.status}`;
    await pause(200);
  }
  throw new Error(`load: ${what}/${name} could not be asked for: ${words}`);
}
