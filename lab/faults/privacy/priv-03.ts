import type { Fault } from '../fault.ts';

export default {
  id: 'PRIV-03',
  title: 'Who may see an event is asked for stored events only: live ones go to every subscription that matches',
  class: 'privacy',
  severity: 'blocker',
  source: 'mikedilger/chorus@331933c',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/private-is-unseen'],
    'pr-staging': ['nip-29/private-is-unseen-by-kinds', 'access-matrix/outsider-in-a-hidden-group'],
  },
  injection: {
    at: 'relay',
    relay: () => ({ seams: { visible: (healthy, { shownBy }) => healthy || shownBy === 'live' } }),
  },
} satisfies Fault;
