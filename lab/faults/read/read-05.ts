import type { Fault } from '../fault.ts';
import { omit } from '../parts/read-tags.ts';
import { answeredOnWire } from '../parts/read-wire.ts';

/** The query has lost its ORDER BY: rows come as they were written, and the limit cuts off the end. */
export default {
  id: 'READ-05',
  title: 'A limit gives the oldest events instead of the newest',
  class: 'read',
  severity: 'major',
  source: 'fiatjaf/relayer#25',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/limit-is-the-newest', 'nip-01/newest-first'] },
  injection: {
    at: 'wire',
    wire: () =>
      answeredOnWire(
        (frames, filters) => {
          const limits = filters.map(({ limit }) => (limit === undefined ? Infinity : Number(limit)));
          const most = limits.reduce((sum, limit) => sum + limit, 0);
          return [...frames.slice(0, -1).reverse().slice(0, most), ...frames.slice(-1)];
        },
        (filters) => filters.map((filter) => omit(filter, ['limit'])),
      ),
  },
} satisfies Fault;
