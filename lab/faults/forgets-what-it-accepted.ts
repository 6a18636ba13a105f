import type { Fault } from './fault.ts';

/** OK true is said before, or without, the write to the store. */
export const forgetsWhatItAccepted: Fault = {
  id: 'PUB-02',
  title: 'OK true, but the event was never stored',
  source: 'PUB-02',
  seams: {
    store: (event, next) => {
      if (event.kind !== 9) next(event);
    },
  },
};
