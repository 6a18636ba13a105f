import type { Fault } from './fault.ts';

/** Stored, but the live fan-out is dead. */
export const neverDelivers: Fault = {
  id: 'BC-02',
  title: 'No live events after EOSE',
  source: 'BC-02',
  seams: { deliver: () => undefined },
};
