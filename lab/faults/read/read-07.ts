import { matchFilter, type Filter } from 'nostr-tools/filter';
import { answered, eventIn } from '../../promises/parts/requests.ts';
import type { Fault } from '../fault.ts';

const isWithin = ({ since = -Infinity, until = Infinity }: Filter, time: number): boolean =>
  time > since && time < until;

export default {
  id: 'READ-07',
  title: 'since and until leave out their own second',
  class: 'read',
  severity: 'major',
  source: 'scsibug/nostr-rs-relay#56',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-01/since-is-inclusive', 'nip-01/until-is-inclusive', 'nip-01/since-and-until-bound'],
  },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: answered((frames, filters) =>
        frames.filter((frame) => {
          if (frame[0] !== 'EVENT') return true;
          const event = eventIn(frame);
          return (filters as Filter[]).some(
            (filter) => matchFilter(filter, event) && isWithin(filter, event.created_at),
          );
        }),
      ),
    }),
  },
} satisfies Fault;
