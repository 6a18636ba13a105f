import type { NostrEvent } from '../../relay/event/event.ts';
import { isModeration } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

/** Late moderation is judged as if it were written now; everything else about it is judged as ever. */
export default {
  id: 'MEM-22',
  title:
    'Moderation that was signed hours ago still takes effect: its window of sixty seconds is read in the wrong unit',
  class: 'clock',
  severity: 'minor',
  source: 'field incident',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-29/late-moderation-is-refused'],
  },
  outOfSight: 'only an admin moderates',
  injection: {
    at: 'relay',
    relay: () => {
      let behind = 0;
      return {
        seams: {
          clock: (healthySeconds) => healthySeconds - behind,
          incoming: (frame, next) => {
            const [verb, event] = frame as [string, NostrEvent | undefined];
            const age = Math.floor(Date.now() / 1000) - (event?.created_at ?? NaN);
            const isLate = verb === 'EVENT' && event && isModeration(event.kind) && age > 60 && age < 60_000;
            behind = isLate ? age : 0;
            next(frame);
            behind = 0;
          },
        },
      };
    },
  },
} satisfies Fault;
