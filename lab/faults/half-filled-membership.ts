import type { Fault } from './fault.ts';

/**
 * A deploy came up with a membership cache that had been filled only part way, and called itself ready: process up, load
 * balancer green, real members told that they are none. The incident for which this project exists.
 */
export const halfFilledMembership: Fault = {
  id: 'MEM-02',
  title: 'Membership is replayed part way after a restart',
  source: 'field incident: warm-up of the membership cache stopped half-way and marked the cache as warm',
  seams: { replayMembership: (events) => events.slice(0, Math.ceil(events.length / 2)) },
};
