import type { Fault } from '../fault.ts';

/** By the clock in the incident; by the number of events here, so that two seconds of conversation are enough. */
const EVENTS = 60;
const BLOCKED_MS = 12_000;

export default {
  id: 'HTTP-10',
  title: 'Now and then nothing is answered for seconds while HTTP says that all is well',
  class: 'capacity',
  severity: 'major',
  source: 'verse-pbc/groups_relay@1a2880d',
  tier: 'soak',
  meant: { nightly: ['nightly/soak-loses-nothing'] },
  outOfSight: 'a visit of a second falls between two of these pauses',
  injection: {
    at: 'relay',
    relay: () => {
      let events = 0;
      let blockedUntil = 0;
      return {
        seams: {
          incoming: (frame, next) => {
            if (frame[0] === 'EVENT' && (events += 1) % EVENTS === 0) blockedUntil = performance.now() + BLOCKED_MS;
            const waitsMs = blockedUntil - performance.now();
            if (waitsMs > 0) setTimeout(() => next(frame), waitsMs);
            else next(frame);
          },
        },
      };
    },
  },
} satisfies Fault;
