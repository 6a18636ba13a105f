import { tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Seams } from '../../relay/seams.ts';

type Fits = (event: NostrEvent) => boolean;

/** What the relay refuses in these words is taken. */
export const taking = (words: RegExp, fits: Fits = () => true): Partial<Seams> => ({
  writeDecision: (healthy, { event }) =>
    !healthy.accepted && words.test(healthy.reason) && fits(event) ? { accepted: true, reason: '' } : healthy,
});

/** Events that fit are refused, though they are good. */
export const refusing = (fits: Fits, reason = 'restricted: not here'): Partial<Seams> => ({
  writeDecision: (healthy, { event }) => (healthy.accepted && fits(event) ? { accepted: false, reason } : healthy),
});

/** Events that fit are said to be taken, and nothing is done. */
export const lipService = (fits: Fits): Partial<Seams> => ({
  writeDecision: (healthy, { event }) =>
    healthy.accepted && fits(event) ? { accepted: true, reason: 'duplicate: noted' } : healthy,
});

/** Events that fit are delivered, and not kept. */
export const forgetting = (fits: Fits): Partial<Seams> => ({
  store: (event, next) => {
    if (!fits(event)) next(event);
  },
});

/** Of what the relay signs about a group, only so many versions of this kind are kept. */
export const keepingOnly = (versions: number, kind: number): Partial<Seams> => {
  const kept = new Map<string, number>();
  return forgetting((event) => {
    if (event.kind !== kind) return false;
    const id = tagValues(event, 'd')[0] ?? '';
    kept.set(id, (kept.get(id) ?? 0) + 1);
    return (kept.get(id) ?? 0) > versions;
  });
};

/** Changes what is shown of these kinds; the signature is no longer theirs. */
export const showing = (kinds: number[], change: (event: NostrEvent) => NostrEvent): Partial<Seams> => ({
  outgoing: (frame, send) => {
    const [verb, id, event] = frame as [string, string, NostrEvent];
    send(verb === 'EVENT' && kinds.includes(event.kind) ? [verb, id, change(event)] : frame);
  },
});

/** Events of this kind are not delivered live. */
export const notLive = (...kinds: number[]): Partial<Seams> => ({
  deliver: (event, _subscription, next) => {
    if (!kinds.includes(event.kind)) next();
  },
});

/** Remembers what is kept: the people of each group that were ever put in, and its creator. */
export function watching(): { everIn: Fits; store: Seams['store']; isIn: (group: string, pubkey: string) => boolean } {
  const people = new Set<string>();
  const isIn = (group: string, pubkey: string): boolean => people.has(`${group} ${pubkey}`);
  return {
    isIn,
    everIn: (event) => isIn(tagValues(event, 'h')[0] ?? '', event.pubkey),
    store: (event, next) => {
      const named = event.kind === 9000 ? tagValues(event, 'p') : event.kind === 9007 ? [event.pubkey] : [];
      for (const pubkey of named) people.add(`${tagValues(event, 'h')[0] ?? ''} ${pubkey}`);
      next(event);
    },
  };
}

/** Events of this kind are shown to everybody who may ask. */
export const visibleToAll = (kind: number): Partial<Seams> => ({
  visible: (healthy, { event }) => healthy || event.kind === kind,
});
