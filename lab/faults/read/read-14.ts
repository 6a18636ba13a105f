import type { Fault } from '../fault.ts';
import { askedOnWire } from '../parts/read-wire.ts';

export default {
  id: 'READ-14',
  title: 'Only the first filter of a request counts, stored and live',
  class: 'read',
  severity: 'major',
  source: 'lnbits/nostrrelay@687d7b8',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/filters-are-or', 'nip-01/filters-are-or-live'] },
  injection: { at: 'wire', wire: () => askedOnWire((filters) => filters.slice(0, 1)) },
} satisfies Fault;
