import { tagValues } from '../../../fixtures/protocol/event.ts';
import { refuse } from '../../relay/policy/decision.ts';
import type { Fault } from '../fault.ts';
import { secondBooks } from '../parts/privacy-second-books.ts';

export default {
  id: 'PRIV-09',
  title: 'A refusal names the hidden group, and another is given where there is none',
  class: 'privacy',
  severity: 'minor',
  source: 'verse-pbc/groups_relay@cabff34',
  tier: 'fast',
  meant: {
    'pr-staging': [
      'privacy/hidden-like-unknown-when-reading-it',
      'privacy/hidden-like-unknown-when-writing-to-it',
      'privacy/hidden-like-unknown-when-asking-to-join-it',
    ],
  },
  outOfSight: 'no canary group is hidden',
  injection: {
    at: 'relay',
    relay: () => {
      const { keeping, books, isIn } = secondBooks();
      const isHidden = (group: string): boolean => books.groups.get(group)?.flags.hidden === true;
      const refusal = (group: string) => refuse(`restricted: you are not a member of group ${group}`);
      return {
        seams: {
          ...keeping,
          readDecision: (healthy, { filters, authedPubkeys }) => {
            const named = filters.flatMap((filter) => filter['#h'] ?? []);
            const forbidden = named.find((group) => isHidden(group) && !isIn(group, authedPubkeys));
            return healthy.accepted && forbidden !== undefined ? refusal(forbidden) : healthy;
          },
          writeDecision: (healthy, { event }) => {
            const [group = ''] = tagValues(event, 'h');
            return !healthy.accepted && isHidden(group) ? refusal(group) : healthy;
          },
        },
      };
    },
  },
} satisfies Fault;
