import { tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import { GROUP_METADATA, isGroupSnapshot } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';
import { secondBooks } from '../parts/privacy-second-books.ts';

const groupOf = (event: NostrEvent): string => tagValues(event, isGroupSnapshot(event.kind) ? 'd' : 'h')[0] ?? '';

export default {
  id: 'PRIV-07',
  title: 'Hidden and private groups are kept from their own members and admins',
  class: 'privacy',
  severity: 'major',
  source: 'fiatjaf/pyramid#32',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-stored'],
    'pr-staging': [
      'privacy/members-find-their-group',
      'access-matrix/member-in-a-private-group',
      'access-matrix/admin-in-a-hidden-group',
    ],
  },
  injection: {
    at: 'relay',
    relay: () => {
      const { keeping, books } = secondBooks();
      return {
        seams: {
          ...keeping,
          visible: (healthy, { event }) => {
            const flags = books.groups.get(groupOf(event))?.flags;
            const isKeptBack = flags?.hidden === true || (flags?.private === true && event.kind !== GROUP_METADATA);
            return healthy && !isKeptBack;
          },
        },
      };
    },
  },
} satisfies Fault;
