import { asked } from '../../promises/breaks.ts';
import type { Fault } from '../fault.ts';
import { forEachSocket } from '../parts/read-sockets.ts';

export default {
  id: 'READ-30',
  title: 'Who asks for one author gets their own events instead',
  class: 'read',
  severity: 'minor',
  source: 'fiatjaf/pyramid@1a4faf7',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/filter-authors', 'privacy/nothing-unasked-is-shown'] },
  injection: {
    at: 'relay',
    relay: () => {
      const { socket, speaking } = forEachSocket<{ user?: string }>(() => ({}));
      return {
        seams: {
          socket,
          authDecision: (healthy, { event }) => {
            if (healthy.accepted) speaking().user = event.pubkey;
            return healthy;
          },
          ...asked((filter) => {
            const { user } = speaking();
            return 'authors' in filter && user !== undefined ? { ...filter, authors: [user] } : filter;
          }),
        },
      };
    },
  },
} satisfies Fault;
