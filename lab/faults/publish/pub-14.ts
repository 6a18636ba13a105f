import { taking } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'PUB-14',
  title: 'A protected event is taken from whoever brings it',
  class: 'publish',
  severity: 'major',
  source: 'hoytech/strfry@2c27303',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-70/protected-is-refused-from-outsider', 'nip-70/protected-is-refused-from-stranger'],
  },
  outOfSight: 'the canary writes no protected events',
  injection: { at: 'relay', relay: () => ({ seams: taking(/a protected event (is taken from|may not be reposted)/) }) },
} satisfies Fault;
