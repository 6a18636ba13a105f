import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Fault } from '../fault.ts';

/** One connection to the database for all writers, and a disk that is slow today. */
const WRITE_MS = 200;
const PATIENCE_MS = 300;

export default {
  id: 'PUB-03',
  title: 'Writes that come together fail: the pool of database connections is too small',
  class: 'capacity',
  severity: 'blocker',
  source: 'block/buzz#4743',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-accepted'],
    'pr-staging': ['nip-01/writes-in-parallel'],
  },
  injection: {
    at: 'relay',
    relay: () => {
      let freeAt = 0;
      const starved = new Set<string>();
      return {
        seams: {
          incoming: (frame, next) => {
            if (frame[0] !== 'EVENT') {
              next(frame);
              return;
            }
            const waitsMs = Math.max(0, freeAt - performance.now());
            const isStarved = waitsMs > PATIENCE_MS;
            if (isStarved) starved.add((frame[1] as NostrEvent).id);
            else freeAt = performance.now() + waitsMs + WRITE_MS;
            setTimeout(() => next(frame), isStarved ? PATIENCE_MS : waitsMs + WRITE_MS);
          },
          writeDecision: (healthy, { event }) =>
            starved.has(event.id) ? { accepted: false, reason: 'error: pool timed out' } : healthy,
        },
      };
    },
  },
} satisfies Fault;
