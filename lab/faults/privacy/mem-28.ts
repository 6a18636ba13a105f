import { tagValues } from '../../../fixtures/protocol/event.ts';
import type { Fault } from '../fault.ts';
import { secondBooks } from '../parts/privacy-second-books.ts';

/** Who is in which group is asked once, when a subscription is opened, and never again. */
export default {
  id: 'MEM-28',
  title: 'Who was removed keeps receiving private messages on a subscription opened before',
  class: 'privacy',
  severity: 'blocker',
  source: 'field incident',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/removal-ends-subscriptions'] },
  outOfSight: 'only an admin can remove somebody',
  injection: {
    at: 'relay',
    relay: () => {
      const { keeping, books, isIn } = secondBooks();
      const groupsAtOpening = new WeakMap<object, string[]>();
      return {
        seams: {
          ...keeping,
          readDecision: (healthy, { filters, authedPubkeys }) => {
            const groups = books.groups.living().map(({ id }) => id);
            groupsAtOpening.set(
              filters,
              groups.filter((group) => isIn(group, authedPubkeys)),
            );
            return healthy;
          },
          visible: (healthy, { shownBy }) => healthy || shownBy === 'live',
          deliver: (event, { filters, authedPubkeys }, next) => {
            const [group = ''] = tagValues(event, 'h');
            const wasIn = groupsAtOpening.get(filters)?.includes(group) === true;
            if (wasIn || books.shows(event, authedPubkeys, 'live')) next();
          },
        },
      };
    },
  },
} satisfies Fault;
