import { budgetMs } from '../components/alerts/budget.ts';
import type { Alerts } from '../components/alerts/start.ts';
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
  const writes = history.deeds.filter(({ id }) => id !== undefined);
  const ledger = ledgerOf(history.deeds, 'publish');
  const listeners = stand.people().listeners.map(({ name }) => name);
  const kept = new Set(await stand.kept());
  const stored = (await ask(system.url, [...ledger.acknowledged])).filter((id) => kept.has(id));
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
  return [
    within('it is noticed', since(noticedAtMs, struckAtMs), budget.noticed),
    within('everybody publishes again, and nothing fails any more', backMs, budget.back),
    within('all is as before once it is healed', since(wholeAtMs, healedAtMs), budget.whole),
    booksAgree(books, ledger.acknowledged.size),
    noLongErrors(history.deeds.filter(({ op }) => !PROBES.includes(op))),
    noSilentFailure(writes, health, budget.silence),
    canarySings(stand.canary().songs),
    ...(await judgeAlerts(stand.alerts, struck)),
  ];
}

/** What asks whether all is well. It is not what users do: while a part is away, the truth about it is no error. */
const PROBES = ['health', 'probe'];

const since = (atMs: number | undefined, fromMs: number): number | undefined =>
  atMs === undefined ? undefined : atMs - fromMs;

const ALERT_WITHIN_MS = 60_000;

/** Whoever is on call hears of it within a minute, by measurement and by the rules that are loaded, and hears when it is over. */
async function judgeAlerts(alerts: Alerts, { struckAtMs, healedAtMs, ...struck }: Struck): Promise<Finding[]> {
  const own = [
    within('its alerts fire within a minute', since(struck.firedAtMs, struckAtMs), ALERT_WITHIN_MS),
    within('its alerts are resolved after the heal', since(struck.resolvedAtMs, healedAtMs), ALERT_WITHIN_MS),
  ];
  return [
    ...(struck.alerts.length > 0 ? own : []),
    within('the loaded rules promise every alert within a minute', budgetMs(await alerts.loaded()), ALERT_WITHIN_MS),
  ];
}
