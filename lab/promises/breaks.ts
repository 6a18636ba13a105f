import type { NostrEvent } from '../../fixtures/protocol/event.ts';
import type { Seams } from '../relay/seams.ts';

/** A filter as it came over the wire. */
export type FilterLike = Record<string, unknown>;

/** The group's content; what founds the test's group is left whole. */
export const isContent = ({ kind }: { kind: number }): boolean => kind < 9000 || kind > 9022;

/** Changes what the relay says about content: each EVENT frame of it. */
export const shown = (change: (event: NostrEvent) => NostrEvent | undefined): Partial<Seams> => ({
  outgoing: (frame, send) => {
    const [verb, id, event] = frame as [string, string, NostrEvent];
    const changed = verb === 'EVENT' && isContent(event) ? change(event) : event;
    if (verb !== 'EVENT') send(frame);
    else if (changed) send([verb, id, changed]);
  },
});

/** Changes the filters of each REQ before they are read. */
export const asked = (change: (filter: FilterLike) => FilterLike): Partial<Seams> => ({
  incoming: (frame, next) => {
    const [verb, id, ...filters] = frame as [string, string, ...FilterLike[]];
    next(verb === 'REQ' ? [verb, id, ...filters.map(change)] : frame);
  },
});

/** Drops conditions of these names from every filter. */
export const without = (...names: string[]): Partial<Seams> =>
  asked((filter) => Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name))));

/** Changes or swallows the answers to a verb. */
export const answers = (
  verb: string,
  change: (frame: unknown[], send: (frame: unknown[]) => void) => void,
): Partial<Seams> => ({
  outgoing: (frame, send) => {
    if (frame[0] === verb) change(frame, send);
    else send(frame);
  },
});

/** Every event is answered as if it were taken. */
export const believing = (): Partial<Seams> => answers('OK', ([verb, id], send) => send([verb, id, true, '']));

/** Swallows the messages that fit: the relay never hears them. */
export const deafTo = (fits: (frame: unknown[]) => boolean): Partial<Seams> => ({
  incoming: (frame, next) => {
    if (!fits(frame)) next(frame);
  },
});

/** Moves a bound of time. */
export const add = (name: 'since' | 'until', seconds: number): Partial<Seams> =>
  asked((filter) => (typeof filter[name] === 'number' ? { ...filter, [name]: filter[name] + seconds } : filter));

/** Delivers live only what passes, by the subscription's filters and the event. */
export const liveOnly = (passes: (filters: FilterLike[], event: NostrEvent) => boolean): Partial<Seams> => ({
  deliver: (event, { filters }, next) => {
    if (passes(filters, event)) next();
  },
});

/** After the first complaint about what a client said, every event is refused. */
export const confusedByNonsense = (): Partial<Seams> => {
  let isConfused = false;
  return {
    ...answers('NOTICE', (frame, send) => {
      isConfused = true;
      send(frame);
    }),
    writeDecision: (healthy) => (isConfused ? { accepted: false, reason: 'error: confused' } : healthy),
  };
};
