import type { Fault } from '../fault.ts';
import { liveFrames } from '../parts/broadcast-live.ts';

export default {
  id: 'MEM-10',
  title: 'Lists of admins and members change without a word to who listens for them',
  class: 'broadcast',
  severity: 'major',
  source: 'fiatjaf/relay29@ae9f389',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/list-comes-live-in-order', 'nip-29/admins-come-live'] },
  outOfSight: 'only an admin can change who is in a group',
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () =>
        liveFrames(
          () =>
            ({ kind }) =>
              kind !== 39001 && kind !== 39002,
        ),
    }),
  },
} satisfies Fault;
