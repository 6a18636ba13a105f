import { taking } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'MEM-23',
  title: 'Anybody publishes what only the relay may say: metadata and member lists of groups, and its own members',
  class: 'membership',
  severity: 'blocker',
  source: 'fiatjaf/pyramid@e073b28',
  tier: 'fast',
  meant: {
    'prod-canary': ['canary/metadata-is-the-relays'],
    'pr-staging': [
      'nip-29/kind-39000-is-the-relays',
      'nip-29/kind-39002-is-the-relays',
      'nip-43/kind-13534-is-the-relays',
    ],
  },
  injection: { at: 'relay', relay: () => ({ seams: taking(/is signed by the relay only/) }) },
} satisfies Fault;
