import { matchFilter, type Filter } from 'nostr-tools/filter';
import { eventIn } from '../../promises/parts/requests.ts';
import type { Fault } from '../fault.ts';
import { answeredOnWire } from '../parts/read-wire.ts';

export default {
  id: 'READ-16',
  title: 'A stored event comes once for each filter that finds it',
  class: 'read',
  severity: 'minor',
  source: 'cameri/nostream@7c4b728',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/no-event-twice'] },
  injection: {
    at: 'wire',
    wire: () =>
      answeredOnWire((frames, filters) =>
        frames.flatMap((frame) =>
          frame[0] === 'EVENT'
            ? (filters as Filter[]).filter((filter) => matchFilter(filter, eventIn(frame))).map(() => frame)
            : [frame],
        ),
      ),
  },
} satisfies Fault;
