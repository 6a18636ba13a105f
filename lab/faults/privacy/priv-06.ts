import { GROUP_METADATA, GROUP_ROLES } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

/** As if no group were hidden: what a private group shows of itself, a hidden one shows too. */
export default {
  id: 'PRIV-06',
  title: 'Hidden groups are listed to everybody',
  class: 'privacy',
  severity: 'blocker',
  source: 'fiatjaf/pyramid@20c97c7',
  tier: 'fast',
  meant: {
    'pr-staging': [
      'nip-29/hidden-is-unlisted-by-kind',
      'nip-29/hidden-is-unlisted-by-id',
      'privacy/hidden-changes-are-unseen-live',
    ],
  },
  outOfSight: 'no canary group is hidden',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: { visible: (healthy, { event }) => healthy || [GROUP_METADATA, GROUP_ROLES].includes(event.kind) },
    }),
  },
} satisfies Fault;
