import { tagValues } from '../../../fixtures/protocol/event.ts';
import type { Fault } from '../fault.ts';
import { secondBooks } from '../parts/privacy-second-books.ts';

/** The condition was the wrong way round: whoever is no member was skipped in a public group, and everybody in a private one. */
export default {
  id: 'BC-11',
  title: 'Public groups are silent to who is no member, private groups to everybody',
  class: 'broadcast',
  severity: 'blocker',
  source: 'fiatjaf/pyramid@a25c38f',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-delivered'],
    'pr-staging': ['access-matrix/outsider-in-a-public-group', 'access-matrix/member-in-a-private-group'],
  },
  injection: {
    at: 'relay',
    relay: () => {
      const { keeping, books, isIn } = secondBooks();
      return {
        seams: {
          ...keeping,
          visible: (healthy, { event, shownBy, authedPubkeys }) => {
            const group = books.groups.get(tagValues(event, 'h')[0] ?? '');
            if (shownBy !== 'live' || !group) return healthy;
            return healthy && !group.flags.private && isIn(group.id, authedPubkeys);
          },
        },
      };
    },
  },
} satisfies Fault;
