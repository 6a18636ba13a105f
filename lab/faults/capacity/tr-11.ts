import type { Fault } from '../fault.ts';

const PLACES = 80;

export default {
  id: 'TR-11',
  title: 'Closed connections keep their places until nobody can connect',
  class: 'capacity',
  severity: 'major',
  source: 'privkeyio/wisp@a521e10',
  tier: 'staging',
  meant: { 'pr-staging': ['transport/closed-frees-its-place'] },
  outOfSight: 'it takes dozens of connections, and a visit makes a few',
  injection: {
    at: 'relay',
    relay: () => {
      let taken = 0;
      return {
        seams: { upgrade: (_request, healthy) => ((taken += 1) > PLACES ? { status: 503 } : healthy) },
      };
    },
  },
} satisfies Fault;
