import type { Fault } from '../fault.ts';
import { liveFrames } from '../parts/broadcast-live.ts';

/** Hours in the field; here less than the quiet time of a nightly run in a hurry. */
const DEAF_AFTER_MS = 2500;

export default {
  id: 'BC-03',
  title: 'A subscription goes deaf after hours, and its connection stays open',
  class: 'broadcast',
  severity: 'blocker',
  source: 'block/buzz#4743',
  tier: 'soak',
  meant: { nightly: ['nightly/quiet-connections-stay'] },
  outOfSight: 'a visit ends long before a subscription is old',
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () =>
        liveFrames(() => {
          const openedAt = performance.now();
          return () => performance.now() - openedAt < DEAF_AFTER_MS;
        }),
    }),
  },
} satisfies Fault;
