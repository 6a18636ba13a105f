import { HARMS, isRight, OUTCOMES, type Deed, type Harm } from './deed.ts';

/** So many deeds by a word for what became of them. */
type Counts<Word extends string> = Record<Word, number>;

/** What one person felt of a deploy, of the deeds that were begun after the traffic was shifted. */
export interface Felt {
  who: string;
  tried: number;
  outcomes: Counts<Deed['outcome']>;
  /** The words to those that were not done, by the outcome, each with how often. */
  words: Record<Exclude<Deed['outcome'], 'done'>, Record<string, number>>;
  /** Done, but the person's own second look did not agree. */
  notConfirmed: number;
  /** By the books, afterwards. */
  harms: Counts<Harm>;
  /** How long the slowest took until it was done, in milliseconds; 0 where none was. */
  slowestMs: number;
  /** Whether the deeds since the gate ended are right, all of them. */
  goesOn: boolean;
}

/** The deeds of one person, by the time at which they were begun. */
export const deedsOf = (deeds: Deed[], who: string): Deed[] =>
  deeds.filter((deed) => deed.who === who).sort((one, other) => one.atMs - other.atMs);

/** Counts by outcome, or by harm. */
export const count = <Word extends string>(words: readonly Word[], found: (Word | undefined)[]): Counts<Word> =>
  Object.fromEntries(words.map((word) => [word, found.filter((each) => each === word).length])) as Counts<Word>;

/** Sums up a person's deeds from `sinceMs` on; `gateEndedAtMs` to `untilMs` is afterwards. Milliseconds since the epoch. */
export function feltBy(
  who: string,
  deeds: Deed[],
  { sinceMs, gateEndedAtMs, untilMs }: { sinceMs: number; gateEndedAtMs: number; untilMs: number },
): Felt {
  const all = deedsOf(deeds, who).filter(({ atMs }) => atMs >= sinceMs && atMs <= untilMs);
  const of = (outcome: Deed['outcome']): Deed[] => all.filter((deed) => deed.outcome === outcome);
  const afterwards = all.filter(({ atMs }) => atMs >= gateEndedAtMs);
  return {
    ...{
      who,
      tried: all.length,
      outcomes: count(
        OUTCOMES,
        all.map(({ outcome }) => outcome),
      ),
    },
    words: {
      refused: wordsOf(of('refused')),
      failed: wordsOf(of('failed')),
      unanswered: wordsOf(of('unanswered')),
    },
    notConfirmed: all.filter(({ isConfirmed }) => isConfirmed === false).length,
    harms: count(
      HARMS,
      all.map(({ harm }) => harm),
    ),
    slowestMs: Math.max(0, ...of('done').map(({ atMs, answeredAtMs }) => answeredAtMs - atMs)),
    goesOn: afterwards.length > 0 && afterwards.every(isRight),
  };
}

function wordsOf(deeds: Deed[]): Record<string, number> {
  const words: Record<string, number> = {};
  for (const deed of deeds) words[deed.words] = (words[deed.words] ?? 0) + 1;
  return words;
}

/**
 * When the first deed was done after the last that was not right, of the person with whom that was latest; undefined where
 * somebody's last deed was not right.
 */
export function healedAt(deeds: Deed[], people: readonly string[]): number | undefined {
  const times = people.map((who) => {
    const all = deedsOf(deeds, who);
    const last = all.findLastIndex((deed) => !isRight(deed));
    return all[last + 1]?.answeredAtMs;
  });
  return times.includes(undefined) ? undefined : Math.max(...(times as number[]));
}
