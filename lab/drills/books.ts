import { knownAtMs } from '../load/deed.ts';
import { feltAfter, longestGapOfOne } from '../load/gaps.ts';
import { audit, ledgerOf } from '../load/ledger.ts';
import { ask } from '../load/stored/ask.ts';
import type { Struck } from './blow.ts';
import type { Figures, Finding } from './drill.ts';
import { booksAgree, canarySings, noLongErrors, noSilentFailure, within } from './oracles.ts';
import type { SystemStand } from './system-stand.ts';

/** What a drill allows, in milliseconds. */
export interface Budget {
  /** Until whoever watches has noticed. */
  noticed: number;
  /** Until the last client is served again, and nothing fails any more. */
  back: number;
  /** From the healing until all is as before. */
  whole: number;
  /** How long writes may fail while health says 200. */
  silence: number;
}

/** The oracles that every drill has, for messages; and the figures of the table. */
export async function judgeMessages(
  stand: SystemStand,
  struck: Struck,
  budget: Budget,
  figures: Figures,
): Promise<Finding[]> {
  const { history, system } = stand;
  const published = history.deeds.filter(({ op }) => op === 'publish');
  const health = history.deeds.filter(({ op }) => op === 'health');
  const ledger = ledgerOf(history.deeds, 'publish');
  const listeners = stand.people().listeners.map(({ name }) => name);
  const stored = await ask(system.url, [...ledger.acknowledged]);
  const books = audit(ledger, { stored, delivery: { heard: history.heard, listeners } });
  const { struckAtMs, noticedAtMs, healedAtMs, wholeAtMs } = struck;
  const { backMs } = feltAfter(published, struckAtMs);
  const gap = longestGapOfOne(published, {
    fromMs: struckAtMs,
    untilMs: Math.max(struckAtMs, ...published.map(knownAtMs)),
  });
  Object.assign(figures, {
    ...(backMs !== undefined && { recoveredMs: backMs }),
    ...{ worstGapMs: gap.untilMs - gap.fromMs, lost: books.lost.length, ambiguous: ledger.ambiguous.size },
  });
  const since = (atMs: number | undefined, fromMs: number): number | undefined => atMs && atMs - fromMs;
  return [
    within('it is noticed', since(noticedAtMs, struckAtMs), budget.noticed),
    within('everybody publishes again, and nothing fails any more', backMs, budget.back),
    within('all is as before once it is healed', since(wholeAtMs, healedAtMs), budget.whole),
    booksAgree(books, ledger.acknowledged.size),
    noLongErrors(history.deeds),
    noSilentFailure(published, health, budget.silence),
    canarySings(stand.canary().songs),
  ];
}
