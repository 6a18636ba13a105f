import type { Fault } from '../fault.ts';
import { askedOnWire } from '../parts/read-wire.ts';

export default {
  id: 'READ-02',
  title: 'A filter with an empty list is not answered, not even with EOSE',
  class: 'read',
  severity: 'major',
  source: 'scsibug/nostr-rs-relay@5fa24bc',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/empty-ids-is-answered', 'nip-01/empty-authors-is-answered'] },
  injection: {
    at: 'wire',
    wire: () =>
      askedOnWire((filters) => {
        const lists = filters.flatMap((filter) => Object.values(filter));
        return lists.some((list) => Array.isArray(list) && list.length === 0) ? undefined : filters;
      }),
  },
} satisfies Fault;
