import { matchFilters, type Filter } from 'nostr-tools/filter';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Seams } from '../../relay/seams.ts';

/** Events that fit are served for ever, replaced or not meant to be stored. */
export function neverForgetting(fits: (event: NostrEvent) => boolean): Partial<Seams> {
  const kept: NostrEvent[] = [];
  const asked = new Map<unknown, Filter[]>();
  const shown = new Set<string>();
  return {
    incoming: (frame, next) => {
      const [verb, id, ...filters] = frame;
      if (verb === 'EVENT' && fits(id as NostrEvent)) kept.push(id as NostrEvent);
      if (verb === 'REQ') asked.set(id, filters as Filter[]);
      next(frame);
    },
    outgoing: (frame, send) => {
      const [verb, id, event] = frame as [string, string, NostrEvent];
      if (verb === 'EVENT') shown.add(`${id} ${event.id}`);
      if (verb === 'EOSE')
        for (const old of kept.filter((each) => matchFilters(asked.get(id) ?? [], each)))
          if (!shown.has(`${id} ${old.id}`)) send(['EVENT', id, old]);
      send(frame);
    },
  };
}

/** Accepted events that fit are answered with OK true, and thrown away. */
export const losing = (fits: (event: NostrEvent) => boolean): Partial<Seams> => ({
  store: (event, next) => {
    if (!fits(event)) next(event);
  },
});

/** An event of these kinds that is sent a second time is gone. */
export function deletingDuplicates(kinds: number[]): Partial<Seams> {
  const known = new Set<string>();
  const gone = new Set<string>();
  return {
    incoming: (frame, next) => {
      const event = frame[1] as NostrEvent;
      if (frame[0] === 'EVENT' && kinds.includes(event.kind)) (known.has(event.id) ? gone : known).add(event.id);
      next(frame);
    },
    visible: (healthy, { event }) => healthy && !gone.has(event.id),
  };
}
