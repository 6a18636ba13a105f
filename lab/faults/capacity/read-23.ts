import { DEFAULT_LIMITS } from '../../relay/policy/options.ts';
import type { Fault } from '../fault.ts';
import { forEachSocket } from '../parts/read-sockets.ts';

export default {
  id: 'READ-23',
  title: 'Closed subscriptions count as open until all places are taken',
  class: 'capacity',
  severity: 'major',
  source: 'divinevideo/divine-mobile#8006',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/close-frees-its-place'] },
  outOfSight: 'a visit opens fewer subscriptions than any relay allows',
  injection: {
    at: 'relay',
    relay: () => {
      const { socket, speaking } = forEachSocket(() => ({ places: 0 }));
      return {
        seams: {
          socket,
          readDecision: (healthy, { verb }) => {
            const connection = speaking();
            if (verb !== 'REQ' || !healthy.accepted) return healthy;
            connection.places += 1;
            return connection.places > DEFAULT_LIMITS.maxSubscriptions
              ? { accepted: false, reason: 'rate-limited: too many subscriptions' }
              : healthy;
          },
        },
      };
    },
  },
} satisfies Fault;
