import type { Fault } from '../fault.ts';
import { liveFrames } from '../parts/broadcast-live.ts';

/** Of six agents that asked the same, two heard anything: equal subscriptions got in each other's way when registered. */
const ONE_HEARS_IN = 3;

export default {
  id: 'BC-04',
  title: 'Of several equal subscriptions only every third gets live events',
  class: 'broadcast',
  severity: 'blocker',
  source: 'block/buzz#4743',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-delivered'],
    'pr-staging': ['nip-01/live-to-equal-subscriptions'],
  },
  injection: {
    at: 'wire',
    wire: () => {
      const opened = new Map<string, number>();
      return {
        connection: () =>
          liveFrames((filters) => {
            const equal = JSON.stringify(filters);
            const before = opened.get(equal) ?? 0;
            opened.set(equal, before + 1);
            return () => before % ONE_HEARS_IN === 0;
          }),
      };
    },
  },
} satisfies Fault;
