import { readFileSync } from 'node:fs';
import { sha256Of } from '../../system/media/bucket.ts';
import type { Struck } from '../blow.ts';
import type { Finding } from '../drill.ts';
import type { ObjectsStand } from './behind.ts';
import { readMedium, type Reading } from './readers.ts';
import { sumsOf } from './shelf.ts';

/** What the cache said in this stretch, in milliseconds of the history. */
export const statesBetween = ({ behind }: ObjectsStand, fromMs: number, untilMs = Infinity): string[] =>
  behind.shelf.readings.filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs).map(({ cache }) => cache);

/** How many of these media lie in the cache's directory, byte by byte as they were put. Each fits in one slice. */
export function countOnDisk({ behind }: ObjectsStand, names: string[]): number {
  const entries = behind.cache.entries();
  const isThere = (name: string): boolean =>
    entries
      .filter(({ key }) => key.includes(name))
      .some(
        ({ file, bodyAtBytes }) => sha256Of(readFileSync(file).subarray(bodyAtBytes)) === behind.shelf.before.get(name),
      );
  return names.filter(isThere).length;
}

/** Reads what was acknowledged and never read before, so that it cannot be in the cache. Undefined where there is none. */
export async function readUncached({
  behind,
  history,
  system,
}: ObjectsStand): Promise<Pick<Reading, 'saw' | 'words'> | undefined> {
  const put = history.deeds.find(({ op, outcome }) => op === 'put-medium' && outcome === 'acknowledged');
  const sha256 = put?.id === undefined ? undefined : sumsOf(behind.shelf).get(put.id);
  return put?.id === undefined || sha256 === undefined ? undefined : readMedium(system, put.id, sha256);
}

/** MISS and HIT while all is well, STALE while the store is away, and STALE no more when it is back. */
export function tellsItsState(stand: ObjectsStand, { struckAtMs, healedAtMs, wholeAtMs }: Struck): Finding {
  const [before, away, after] = [
    statesBetween(stand, 0, struckAtMs),
    statesBetween(stand, struckAtMs, healedAtMs),
    statesBetween(stand, wholeAtMs ?? Infinity),
  ];
  const isTold = before.includes('MISS') && before.includes('HIT') && away.includes('STALE');
  const isOver = after.length > 0 && !after.includes('STALE');
  const tell = (states: string[]): string =>
    [...new Set(states)]
      .map((state) => `${states.filter((each) => each === state).length} ${state || 'none'}`)
      .join(', ');
  return {
    oracle: 'the cache says MISS, HIT, and STALE while the store is away',
    outcome: before.length === 0 || away.length === 0 ? 'inconclusive' : isTold && isOver ? 'pass' : 'fail',
    words: `before: ${tell(before)}; away: ${tell(away)}; after: ${tell(after)}`,
  };
}

/** The entries were on the disk while the store was away. */
export const isOnDisk = (found: number, put: number): Finding => ({
  oracle: 'what is cached lies on the disk, byte by byte',
  outcome: found === put ? 'pass' : 'fail',
  words: `${found} of ${put} media`,
});

/** What is not in the cache cannot be had while the store is away, and that is said as it is: not a 404. */
export const isRefused = (seen: Pick<Reading, 'saw' | 'words'> | undefined): Finding => ({
  oracle: 'what is not in the cache is refused loudly while the store is away',
  outcome: seen === undefined ? 'inconclusive' : seen.saw === 'refused' ? 'pass' : 'fail',
  words: seen === undefined ? 'nothing was put that was not read' : `${seen.saw} ${seen.words}`,
});
