import type { Fault } from '../fault.ts';
import { askedOnWire } from '../parts/read-wire.ts';

export default {
  id: 'LATER-01',
  title: 'limit 0 is taken for no limit: the whole history comes',
  class: 'read',
  severity: 'major',
  source: 'mattn/nostr-relay#22',
  tier: 'fast',
  later: true,
  meant: { 'pr-staging': ['nip-01/limit-0-is-live-only'] },
  injection: {
    at: 'wire',
    wire: () =>
      askedOnWire((filters) =>
        filters.map(({ limit, ...filter }) => ({ ...filter, ...(limit !== undefined && limit !== 0 && { limit }) })),
      ),
  },
} satisfies Fault;
