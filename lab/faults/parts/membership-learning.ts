import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Seams } from '../../relay/seams.ts';

/** What a broken relay derives itself from all that it keeps: what was there when it started, and what comes. */
export const learning = (learn: (event: NostrEvent) => void): Pick<Seams, 'replay' | 'store'> => ({
  replay: (events) => {
    events.forEach(learn);
    return events;
  },
  store: (event, next) => {
    learn(event);
    next(event);
  },
});
