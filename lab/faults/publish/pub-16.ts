import { refusing } from '../../promises/parts/group-breaks.ts';
import type { Fault } from '../fault.ts';

/** Comments, pins and requests to leave: they came into NIP-29 after the list was written. */
const NOT_YET_ALLOWED = [1111, 9010, 9022];

export default {
  id: 'PUB-16',
  title: 'The list of allowed kinds is older than what clients write: comments, pins and leaving are refused',
  class: 'publish',
  severity: 'major',
  source: 'barrydeen/haven@18a2947',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/leave-takes-effect'] },
  outOfSight: 'the canary writes kinds 5 and 9 only, and leaves no group',
  injection: {
    at: 'relay',
    relay: () => ({ seams: refusing(({ kind }) => NOT_YET_ALLOWED.includes(kind), 'blocked: kind not allowed') }),
  },
} satisfies Fault;
