import { accept } from '../../relay/policy/decision.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'PRIV-11',
  title: 'COUNT, negentropy and search answer about what REQ keeps back',
  class: 'privacy',
  severity: 'blocker',
  source: 'cameri/nostream#699',
  tier: 'fast',
  meant: {
    'prod-canary': ['canary/private-is-not-counted'],
    'pr-staging': [
      'nip-45/private-is-not-counted',
      'nip-77/private-ids-are-unseen-by-a-visitor',
      'nip-50/private-is-not-found',
    ],
  },
  injection: {
    at: 'relay',
    relay: () => {
      let isSideDoor = false;
      return {
        seams: {
          readDecision: (healthy, { verb, filters }) => {
            isSideDoor = verb !== 'REQ' || filters.some(({ search }) => search !== undefined);
            return isSideDoor ? accept() : healthy;
          },
          visible: (healthy, { shownBy }) => healthy || (isSideDoor && shownBy !== 'live'),
        },
      };
    },
  },
} satisfies Fault;
