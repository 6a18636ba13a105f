import type { Fault } from '../fault.ts';

export default {
  id: 'CLK-02',
  title: 'An event from the far future is accepted, and stays on top of every feed',
  class: 'clock',
  severity: 'minor',
  source: 'barrydeen/wisp#124',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-01/far-future-is-refused'],
  },
  outOfSight: 'what would stay on top of a feed is not written in production',
  injection: { at: 'relay', relay: () => ({ limits: { createdAtFutureSeconds: Number.MAX_SAFE_INTEGER } }) },
} satisfies Fault;
