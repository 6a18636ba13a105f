import { audit, ledgerOf } from '../../load/ledger.ts';
import { feltAfter, longestGapOfOne } from '../../load/gaps.ts';
import { knownAtMs, type Deed } from '../../load/deed.ts';
import { storedMedia } from '../../load/stored/by-api.ts';
import type { Figures, Finding } from '../drill.ts';
import type { ObjectsStand } from './behind.ts';
import type { Saw } from './readers.ts';
import { mediaLedger, sumsOf } from './shelf.ts';

/** What red is called where bytes were flipped. */
export const RIGHT_BYTES = 'no medium is read with other bytes than were put';

/** The books of media, read from the store itself: the cache is emptied first. Adds to the figures of the table. */
export async function judgeMedia(stand: ObjectsStand, struckAtMs: number, figures: Figures): Promise<Finding[]> {
  const { behind, history, system } = stand;
  const ledger = mediaLedger(behind.shelf, history);
  const sums = sumsOf(behind.shelf);
  await behind.cache.clear();
  const tried = new Map([...sums].filter(([name]) => !ledger.failed.has(name)));
  const stored = await storedMedia(system, tried);
  const { verdict, reasons, lost, ambiguousButStored } = audit(ledger, { stored });
  const own = ledgerOf(history.deeds, 'put-medium');
  const puts = history.deeds.filter(({ op }) => op === 'put-medium');
  const gap = longestGapOfOne(puts, { fromMs: struckAtMs, untilMs: Math.max(struckAtMs, ...puts.map(knownAtMs)) });
  const { backMs } = feltAfter(puts, struckAtMs);
  Object.assign(figures, {
    ...(backMs !== undefined && { recoveredMs: backMs }),
    worstGapMs: gap.untilMs - gap.fromMs,
    lost: (figures.lost ?? 0) + lost.length,
    ambiguous: (figures.ambiguous ?? 0) + ledger.ambiguous.size,
  });
  const counts = `${own.acknowledged.size} acknowledged and ${behind.shelf.before.size} from before, ${own.failed.size} failed, ${own.ambiguous.size} ambiguous (${ambiguousButStored.length} of them are stored)`;
  return [
    {
      oracle: 'every acknowledged medium is stored, byte by byte',
      outcome: own.acknowledged.size === 0 ? 'inconclusive' : verdict,
      words: `${[...reasons, ...lost.slice(0, 3)].join('; ') || 'nothing is lost'}: ${counts}`,
      measured: { value: lost.length, budget: 0, unit: 'requests' },
    },
    nobodySaw(stand, 'wrong', RIGHT_BYTES),
    nobodySaw(stand, 'missing', 'no acknowledged medium is said not to be there'),
  ];
}

/** Of all that was read in the session. Inconclusive where nothing was read. */
function nobodySaw({ behind }: ObjectsStand, bad: Saw, oracle: string): Finding {
  const { readings } = behind.shelf;
  const count = (wanted: Saw): number => readings.filter(({ saw }) => saw === wanted).length;
  const first = readings.find(({ saw }) => saw === bad);
  const told = `${count(bad)} of ${readings.length} reads; ${count('right')} were right, ${count('refused')} refused`;
  const isRead = count('right') > 0;
  return {
    oracle,
    outcome: first ? 'fail' : isRead ? 'pass' : 'inconclusive',
    words: first ? `${told}; the first: ${first.words} (${first.cache || 'no cache'}, at ${first.atMs} ms)` : told,
    measured: { value: count(bad), budget: 0, unit: 'requests' },
  };
}

/** What was begun so shortly before the end of a stretch may have been ended by what came then. */
const UNDER_WAY_MS = 1_000;

/** Milliseconds from the beginning of a stretch until nothing of this kind failed in it any more. Undefined: it did to the end. */
export const feltBy = (deeds: Deed[], op: string, fromMs: number, untilMs: number): number | undefined =>
  feltAfter(
    deeds.filter((deed) => deed.op === op && (knownAtMs(deed) <= untilMs || deed.atMs <= untilMs - UNDER_WAY_MS)),
    fromMs,
  ).backMs;

/** What was read in this stretch came from the store, past the cache: so many reads of it were right. */
export function readFromStore({ behind }: ObjectsStand, fromMs: number, untilMs: number): Finding {
  const read = behind.shelf.readings.filter(({ atMs, cache }) => atMs >= fromMs && atMs <= untilMs && cache === 'MISS');
  const right = read.filter(({ saw }) => saw === 'right').length;
  const wrong = read.filter(({ saw }) => saw === 'wrong').length;
  return {
    oracle: 'the store itself is read while the fault lasts, and right',
    outcome: wrong > 0 ? 'fail' : right > 0 ? 'pass' : 'inconclusive',
    words: `${right} media came right from the store, past the cache, ${wrong} wrong`,
  };
}

/** Loud: 503 or the like, which comes before anybody gives up. */
const LOUD_WITHIN_MS = 5_000;

/** Each write of this stretch was turned down with 5xx, in time. An acknowledgement would be a promise that nobody can keep. */
export function refusedLoudly({ history }: ObjectsStand, fromMs: number, untilMs: number): Finding {
  const oracle = 'writes that cannot be kept are refused loudly';
  const puts = history.deeds.filter(
    (deed) => deed.op === 'put-medium' && deed.atMs >= fromMs && knownAtMs(deed) <= untilMs,
  );
  const isLoud = ({ status = 0, latencyMs }: Deed): boolean => status >= 500 && latencyMs <= LOUD_WITHIN_MS;
  const other = puts.filter((deed) => !isLoud(deed));
  if (puts.length === 0) return { oracle, outcome: 'inconclusive', words: 'nothing was put while the fault lasted' };
  const [first] = other;
  const slowest = Math.max(...puts.map(({ latencyMs }) => latencyMs));
  return {
    oracle,
    outcome: first ? 'fail' : 'pass',
    words: first
      ? `${other.length} of ${puts.length} were not: ${first.outcome} ${first.words} after ${first.latencyMs} ms`
      : `all ${puts.length} were, the slowest after ${slowest} ms: ${puts[0]?.words.slice(0, 120) ?? ''}`,
  };
}
