import type { Fault } from '../fault.ts';

/**
 * A deploy came up with a membership cache that had been filled only part way, and called itself ready: process up, load
 * balancer green, real members told that they are none. The incident for which this project exists.
 */
export default {
  id: 'MEM-02',
  title: 'Membership is replayed part way after a restart',
  class: 'lifecycle',
  severity: 'blocker',
  source: 'fiatjaf/relay29@e620790',
  tier: 'snapshot',
  meant: { 'prod-canary': ['nip-29/member-message-is-accepted'] },
  injection: {
    at: 'relay',
    relay: () => ({ seams: { replayMembership: (events) => events.slice(0, Math.ceil(events.length / 2)) } }),
  },
} satisfies Fault;
