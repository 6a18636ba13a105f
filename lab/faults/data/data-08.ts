import { taking } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';
import { misreading } from '../parts/data-misreading.ts';

export default {
  id: 'DATA-08',
  title: 'Expirations are not looked at: what has expired is taken, served and counted',
  class: 'data',
  severity: 'major',
  source: 'nostrdevkit/nostr#1183',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-40/expired-is-not-served', 'nip-40/expired-is-not-counted'],
    nightly: ['nightly/expired-stays-away', 'nightly/expired-is-not-counted'],
  },
  outOfSight: 'nothing that the canary writes expires while it looks',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        ...taking(/has expired/),
        ...misreading(({ tags }) => tags.filter(([name]) => name !== 'expiration')),
      },
    }),
  },
} satisfies Fault;
