import { isDirectMessage } from '../../relay/event/kinds.ts';
import { accept } from '../../relay/policy/decision.ts';
import type { Fault } from '../fault.ts';

/** The list of who may come in is asked on writing. Here it is the list of the members of a private group. */
export default {
  id: 'PRIV-10',
  title: 'Whoever has logged in, with whatever key, may read what is for those on the list',
  class: 'privacy',
  severity: 'blocker',
  source: 'planetary-social/nos#1329',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/private-is-unseen'],
    'pr-staging': ['nip-29/private-read-needs-membership', 'access-matrix/visitor-in-a-private-group'],
  },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        readDecision: (healthy, { authedPubkeys }) => (authedPubkeys.length > 0 ? accept() : healthy),
        visible: (healthy, { event, authedPubkeys }) =>
          healthy || (authedPubkeys.length > 0 && !isDirectMessage(event.kind)),
      },
    }),
  },
} satisfies Fault;
