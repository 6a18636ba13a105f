import type { Fault } from '../fault.ts';
import { askedOnWire } from '../parts/read-wire.ts';

export default {
  id: 'LATER-05',
  title: 'Filters by upper case tags (#A, #E, #K) are not read',
  class: 'read',
  severity: 'major',
  source: 'CodyTseng/nostr-relay-nestjs#21',
  tier: 'fast',
  later: true,
  meant: { 'pr-staging': ['nip-01/filter-any-letter'] },
  injection: {
    at: 'wire',
    wire: () =>
      askedOnWire((filters) =>
        filters.map((filter) => Object.fromEntries(Object.entries(filter).filter(([name]) => !/^#[A-Z]$/.test(name)))),
      ),
  },
} satisfies Fault;
