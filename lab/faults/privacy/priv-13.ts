import { CREATE_INVITE, isRosterRequest, JOIN_REQUEST } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'PRIV-13',
  title: 'Invite codes, and the claims in requests to join, are shown to whoever asks for their kinds',
  class: 'privacy',
  severity: 'major',
  source: 'coracle-social/zooid:zooid/features/group_read_acl.feature',
  tier: 'fast',
  meant: {
    'pr-staging': [
      'privacy/invite-code-is-unseen-live',
      'privacy/code-of-a-request-is-unseen',
      'nip-43/claim-stays-secret',
    ],
  },
  outOfSight: 'invites are made by admins, and none is used while the canary visits',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        visible: (healthy, { event: { kind } }) =>
          healthy || kind === CREATE_INVITE || kind === JOIN_REQUEST || isRosterRequest(kind),
      },
    }),
  },
} satisfies Fault;
