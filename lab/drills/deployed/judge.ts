import { knownAtMs } from '../../load/deed.ts';
import { feltAfter, longestGapOfOne } from '../../load/gaps.ts';
import { audit, ledgerOf } from '../../load/ledger.ts';
import type { Figures, Finding } from '../drill.ts';
import { booksAgree, canarySings, noLongErrors, noSilentFailure, within } from '../oracles.ts';
import { ANSWER_WITHIN_MS } from './asking.ts';
import type { DeployedDrill } from './plan.ts';
import type { DeployedStand } from './stand.ts';
import type { DeployedBlow } from './strike.ts';

interface Judging {
  struck: DeployedBlow;
  drill: DeployedDrill;
  /** Milliseconds between two questions. */
  everyMs: number;
}

/** Judges what members were told, never what a command said of them; and fills in the figures of the table. */
export async function judgeDeployed(
  { history, stored, talkers, listeners, canary, questions }: DeployedStand,
  { struck: { struckAtMs, noticedAtMs, healedAtMs, wholeAtMs }, drill: { noticed, budget }, everyMs }: Judging,
  figures: Figures,
): Promise<Finding[]> {
  const of = (wanted: string): typeof history.deeds => history.deeds.filter(({ op }) => op === wanted);
  const published = of('publish');
  const ledger = ledgerOf(history.deeds, 'publish');
  const heardBy = listeners().map(({ name }) => name);
  const shown = await stored([...ledger.acknowledged, ...ledger.ambiguous]);
  const books = audit(ledger, { stored: shown, delivery: { heard: history.heard, listeners: heardBy } });
  const back = talkers().map(
    ({ name }) =>
      feltAfter(
        published.filter(({ client }) => client === name),
        struckAtMs,
      ).backMs,
  );
  const backMs = back.includes(undefined) ? undefined : Math.max(...back.map((one) => one ?? 0));
  const untilMs = Math.max(struckAtMs, ...published.map(knownAtMs));
  const gap = longestGapOfOne(published, { fromMs: struckAtMs, untilMs });
  Object.assign(figures, {
    ...(backMs !== undefined && { recoveredMs: backMs }),
    ...{ worstGapMs: gap.untilMs - gap.fromMs, lost: books.lost.length, ambiguous: ledger.ambiguous.size },
  });
  const since = (atMs: number | undefined, fromMs: number): number | undefined =>
    atMs === undefined ? undefined : atMs - fromMs;
  const ms = (seconds: number): number => seconds * 1000;
  const graceMs = ms(budget.silence) + ANSWER_WITHIN_MS + everyMs; // Health cannot be heard sooner than it is asked and answers.
  const songs = canary()?.songs;
  const asked = questions.map(({ name }) => name);
  const answersAgain = (name: string): Finding => {
    const own = history.deeds.filter(({ client }) => client === name);
    return within(`${name} answers again, and goes on`, feltAfter(own, struckAtMs).backMs, ms(budget.back));
  };
  return [
    ...(noticed === undefined ? [] : [within('it is noticed', since(noticedAtMs, struckAtMs), ms(budget.noticed))]),
    within('everybody publishes again, and nothing fails any more', backMs, ms(budget.back)),
    within('all is as before once it is healed', since(wholeAtMs, healedAtMs), ms(budget.whole)),
    booksAgree(books, ledger.acknowledged.size),
    noLongErrors(history.deeds),
    ...asked.map(answersAgain),
    ...(asked.includes('health') ? [noSilentFailure(published, of('health'), graceMs)] : []),
    ...(songs ? [canarySings(songs)] : []),
  ];
}
