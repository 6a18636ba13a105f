import type { Deed } from '../load/deed.ts';
import { longestBadRun, silentStretches, type Stretch } from '../load/gaps.ts';
import type { Audit } from '../load/ledger.ts';
import type { Song } from '../load/canary.ts';
import type { Finding } from './drill.ts';

const judged = (oracle: string, holds: boolean, words: string): Finding => ({
  oracle,
  outcome: holds ? 'pass' : 'fail',
  words,
});

/** Something took so long at most. Undefined: it did not happen. */
export function within(oracle: string, measuredMs: number | undefined, budgetMs: number): Finding {
  if (measuredMs === undefined)
    return { oracle, outcome: 'fail', words: `it did not happen; ${budgetMs} ms were allowed` };
  const measured = { value: Math.round(measuredMs), budget: budgetMs, unit: 'ms' } as const;
  return { ...judged(oracle, measuredMs <= budgetMs, `${measured.value} ms of ${budgetMs}`), measured };
}

/** No request of this kind failed, of those that there were. */
export function noneFailed(oracle: string, deeds: Deed[]): Finding {
  const failed = deeds.filter(({ outcome }) => outcome !== 'acknowledged');
  if (deeds.length === 0) return { oracle, outcome: 'inconclusive', words: 'nothing was asked' };
  const first = failed[0] ? `; the first: ${failed[0].words} (${failed[0].client}, ${failed[0].latencyMs} ms)` : '';
  const measured = { value: failed.length, budget: 0, unit: 'requests' } as const;
  return { ...judged(oracle, failed.length === 0, `${failed.length} of ${deeds.length} failed${first}`), measured };
}

/** What was acknowledged is stored, and was delivered. */
export function booksAgree(
  { verdict, reasons, lost, duplicates, ambiguousButStored }: Audit,
  acknowledged: number,
): Finding {
  const words = reasons.length > 0 ? reasons.join('; ') : `all ${acknowledged} are stored and were delivered`;
  return {
    oracle: 'every acknowledged event is stored, and delivered at least once',
    outcome: verdict,
    words: `${words}; ${duplicates} came twice, ${ambiguousButStored.length} that nobody answered for are stored`,
    measured: { value: lost.length, budget: 0, unit: 'events' },
  };
}

const LONGEST_BAD_RUN_MS = 30_000;

/** Nobody is turned down for longer than half a minute on end. */
export function noLongErrors(deeds: Deed[]): Finding {
  const run = longestBadRun(deeds);
  const lengthMs = run ? run.untilMs - run.fromMs : 0;
  const words = run ? `${lengthMs} ms, ${run.count} deeds of ${run.client}` : 'nothing failed';
  const measured = { value: lengthMs, budget: LONGEST_BAD_RUN_MS, unit: 'ms' } as const;
  return { ...judged('no run of errors is longer than 30 s', lengthMs <= LONGEST_BAD_RUN_MS, words), measured };
}

/** Health does not say 200 while writes fail. */
export function noSilentFailure(writes: Deed[], health: Deed[], graceMs: number): Finding {
  const oracle = 'health says it while writes fail';
  if (health.length === 0) return { oracle, outcome: 'inconclusive', words: 'health was not asked' };
  const silent = silentStretches({ writes, health, graceMs });
  const tell = ({ fromMs, untilMs }: Stretch): string => `${fromMs} to ${untilMs} ms`;
  return judged(
    oracle,
    silent.length === 0,
    silent.length === 0 ? 'no silent failure' : `silent: ${silent.map(tell).join(', ')}`,
  );
}

/** The relay canary was there all the time: it sang, and its last song is a pass. */
export function canarySings(songs: Song[]): Finding {
  const oracle = 'the relay canary runs through, and is green in the end';
  const [first, last] = [songs[0], songs.at(-1)];
  if (!first || !last || songs.length < 2)
    return { oracle, outcome: 'inconclusive', words: `${songs.length} runs are too few` };
  const verdicts = songs.map(({ verdict }) => verdict).join(', ');
  return judged(oracle, last.verdict === 'pass', `${verdicts}${last.verdict === 'pass' ? '' : `: ${last.summary}`}`);
}
