import { tagValues } from '../../../fixtures/protocol/event.ts';
import { isModeration } from '../../relay/event/kinds.ts';
import { Memberships } from '../../relay/group/memberships.ts';
import type { Fault, RelayChange } from '../fault.ts';
import { learning } from '../parts/membership-learning.ts';

/** An admin may still do what a group is founded with: create it, edit it and put people in. */
const FOUNDING = [9000, 9002, 9007];

function wrongWayRound(): RelayChange {
  const memberships = new Memberships();
  return {
    seams: {
      ...learning((event) => memberships.apply(event)),
      writeDecision: (healthy, { event }) => {
        const [group = ''] = tagValues(event, 'h');
        if (!isModeration(event.kind) || !memberships.isMember(group, event.pubkey)) return healthy;
        if (memberships.roles(group, event.pubkey).length === 0)
          return healthy.reason.includes('may not moderate') ? { accepted: true, reason: '' } : healthy;
        return FOUNDING.includes(event.kind)
          ? healthy
          : { accepted: false, reason: 'restricted: insufficient permissions' };
      },
    },
  };
}

export default {
  id: 'MEM-16',
  title: 'The permission check for moderation is the wrong way round: who has no role may, admins may not',
  class: 'membership',
  severity: 'blocker',
  source: 'fiatjaf/relay29@adf1cab',
  tier: 'fast',
  meant: {
    'prod-canary': ['canary/members-do-not-moderate'],
    'pr-staging': ['nip-29/moderation-needs-a-role', 'nip-29/kind-9002-needs-a-role', 'nip-29/kind-9005-needs-a-role'],
  },
  injection: { at: 'relay', relay: wrongWayRound },
} satisfies Fault;
