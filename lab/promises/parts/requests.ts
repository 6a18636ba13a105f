import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Seams } from '../../relay/seams.ts';
import type { FilterLike } from '../breaks.ts';

/** Changes each REQ as a whole: its id and its filters. */
export const requested = (change: (id: string, filters: FilterLike[]) => unknown[]): Partial<Seams> => ({
  incoming: (frame, next) => {
    const [verb, id, ...filters] = frame as [string, string, ...FilterLike[]];
    next(verb === 'REQ' ? ['REQ', ...change(id, filters)] : frame);
  },
});

/** Changes the stored events of each request, EOSE included, as a list of frames. */
export function answered(change: (frames: unknown[][], filters: FilterLike[]) => unknown[][]): Partial<Seams> {
  const asked = new Map<unknown, { filters: FilterLike[]; frames: unknown[][] }>();
  return {
    incoming: (frame, next) => {
      const [verb, id, ...filters] = frame as [string, string, ...FilterLike[]];
      if (verb === 'REQ') asked.set(id, { filters, frames: [] });
      next(frame);
      asked.delete(id);
    },
    outgoing: (frame, send) => {
      const request = asked.get(frame[1]);
      if (!request) send(frame);
      else if (request.frames.push(frame) && frame[0] !== 'EVENT')
        for (const each of change(request.frames, request.filters)) send(each);
    },
  };
}

/** The event of an EVENT frame. */
export const eventIn = (frame: unknown[]): NostrEvent => frame[2] as NostrEvent;

/** Whether a filter breaks the rules of NIP-01 in one of the ways that the checks try. */
export const isMalformed = (filter: unknown): boolean => {
  if (typeof filter !== 'object' || filter === null) return true;
  const { ids = [], authors = [], kinds = [], since = 0 } = filter as Record<string, unknown[]> & { since?: unknown };
  const isHex = (value: unknown): boolean => /^[0-9a-f]{64}$/.test(String(value));
  return (
    ![...ids, ...authors].every(isHex) || kinds.some((kind) => typeof kind !== 'number') || typeof since !== 'number'
  );
};

/** Who was made a member, and how often each key has logged in, as far as a relay sees. */
export function acquaintances(): {
  seams: Partial<Seams>;
  isMember: (key: string) => boolean;
  logins: (key: string) => number;
} {
  const members = new Set<string>();
  const logins = new Map<string, number>();
  const count = (key: string): number => logins.get(key) ?? 0;
  const seams: Partial<Seams> = {
    writeDecision: (healthy, { event }) => {
      if (event.kind === 9000) for (const [name, key = ''] of event.tags) if (name === 'p') members.add(key);
      return healthy;
    },
    authDecision: (healthy, { event }) => {
      logins.set(event.pubkey, count(event.pubkey) + 1);
      return healthy;
    },
  };
  return { seams, isMember: (key) => members.has(key), logins: count };
}
