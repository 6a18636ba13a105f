import type { Deed, Heard, Outcome } from './deed.ts';

/** What was written, by what became of it: three sets that have nothing in common. */
export interface Ledger {
  acknowledged: ReadonlySet<string>;
  failed: ReadonlySet<string>;
  ambiguous: ReadonlySet<string>;
}

export type Verdict = 'pass' | 'fail' | 'inconclusive';

/** What the books say after draining; lists of ids. */
export interface Audit {
  verdict: Verdict;
  /** Why, one sentence each; empty where it passed. */
  reasons: string[];
  /** Acknowledged and not stored. */
  lost: string[];
  /** Acknowledged and shown to a listener only when she asked in the end, or never; by listener. */
  undelivered: Record<string, string[]>;
  /** Acknowledged and shown to no listener at all. */
  neverHeard: string[];
  /** How often somebody was shown live what she had been shown live before. At least once allows it. */
  duplicates: number;
  /** Stored although nobody acknowledged it: the client was told no, or nothing. Both are allowed. */
  failedButStored: string[];
  ambiguousButStored: string[];
}

/** Sorts what one kind of deed wrote. An id that has several outcomes counts as the strongest promise that was made. */
export function ledgerOf(deeds: Deed[], op: string): Ledger {
  const written = deeds.filter((deed) => deed.op === op && deed.id !== undefined);
  const of = (outcome: Outcome): Set<string> =>
    new Set(written.filter((deed) => deed.outcome === outcome).map(({ id }) => id ?? ''));
  const [acknowledged, ambiguous, failed] = [of('acknowledged'), of('ambiguous'), of('failed')];
  for (const id of acknowledged) ambiguous.delete(id);
  for (const id of [...acknowledged, ...ambiguous]) failed.delete(id);
  return { acknowledged, failed, ambiguous };
}

interface Books {
  /** What is there after draining, asked of the store itself. */
  stored: Iterable<string>;
  /** What listeners were shown, and the listeners who were there all the time. Without them delivery is not judged. */
  delivery?: { heard: Heard[]; listeners: readonly string[] };
}

/** Compares what was promised with what is there. Call it when nothing is under way any more. */
export function audit(ledger: Ledger, { stored: present, delivery }: Books): Audit {
  const stored = new Set(present);
  const acknowledged = [...ledger.acknowledged];
  const lost = acknowledged.filter((id) => !stored.has(id));
  const undelivered = delivery ? missedBy(acknowledged, delivery) : {};
  const heardByAnybody = new Set(delivery?.heard.map(({ id }) => id));
  const reasons = [
    ...(lost.length > 0 ? [`${lost.length} of ${acknowledged.length} acknowledged writes are not stored`] : []),
    ...Object.entries(undelivered).map(
      ([listener, ids]) =>
        `${ids.length} of ${acknowledged.length} acknowledged events were not delivered to ${listener}`,
    ),
  ];
  const isConclusive = acknowledged.length > 0;
  return {
    verdict: reasons.length > 0 ? 'fail' : isConclusive ? 'pass' : 'inconclusive',
    reasons: isConclusive ? reasons : ['nothing was acknowledged, so nothing could be lost'],
    lost,
    undelivered,
    neverHeard: delivery ? acknowledged.filter((id) => !heardByAnybody.has(id)) : [],
    duplicates: delivery ? repeatsIn(delivery.heard) : 0,
    failedButStored: [...ledger.failed].filter((id) => stored.has(id)),
    ambiguousButStored: [...ledger.ambiguous].filter((id) => stored.has(id)),
  };
}

function missedBy(
  acknowledged: string[],
  { heard, listeners }: NonNullable<Books['delivery']>,
): Record<string, string[]> {
  const missed = listeners.map((listener): [string, string[]] => {
    const ids = new Set(heard.filter(({ client, how }) => client === listener && how !== 'asked').map(({ id }) => id));
    return [listener, acknowledged.filter((id) => !ids.has(id))];
  });
  return Object.fromEntries(missed.filter(([, ids]) => ids.length > 0));
}

function repeatsIn(heard: Heard[]): number {
  const live = heard.filter(({ how }) => how === 'live').map(({ client, id }) => `${client} ${id}`);
  return live.length - new Set(live).size;
}
