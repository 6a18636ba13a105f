import type { Fault } from '../fault.ts';
import { listenersInOneList } from '../parts/broadcast-listeners.ts';

/** The list is cut where the one that goes was, and what stood behind it is not put back. */
export default {
  id: 'BC-13',
  title: 'Whoever leaves takes along the subscriptions of those who came later',
  class: 'broadcast',
  severity: 'blocker',
  source: 'fiatjaf/khatru@3e6d763',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-delivered'],
    'pr-staging': ['nip-01/leaving-harms-nobody', 'transport/abrupt-end-harms-nobody'],
  },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: listenersInOneList((list, place) => {
        list.length = place;
      }),
    }),
  },
} satisfies Fault;
