import { matchFilters, type Filter } from 'nostr-tools/filter';
import type { Fault } from '../fault.ts';
import { liveFrames } from '../parts/broadcast-live.ts';

/** The index by which live events find their subscriptions has one group for each, and no time. */
const isIndexed = (filter: Filter): boolean => filter.since === undefined && (filter['#h'] ?? []).length < 2;

export default {
  id: 'BC-01',
  title: 'Subscriptions with a since or with several groups get stored events, and nothing live',
  class: 'broadcast',
  severity: 'blocker',
  source: 'block/buzz#5158',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-delivered'],
    'pr-staging': ['nip-01/live-with-several-values', 'nip-01/live-by-kind-since-now'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => liveFrames((filters) => (event) => matchFilters(filters.filter(isIndexed), event)),
    }),
  },
} satisfies Fault;
