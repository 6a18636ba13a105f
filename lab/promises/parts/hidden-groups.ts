import { tagValues } from '../../../fixtures/protocol/event.ts';
import type { BrokenPromise } from '../promise.ts';
import { groupMemory } from './group-memory.ts';

const LISTED = [
  'nip-29/hidden-is-unlisted-by-id',
  'nip-29/hidden-is-unlisted-by-kind',
  'privacy/hidden-metadata-is-unseen-by-ids',
  'privacy/hidden-like-unknown-when-asking-for-its-metadata',
];

/** What hidden groups have to keep to themselves. */
export const HIDDEN_GROUPS: BrokenPromise[] = [
  {
    broken: "a hidden group's metadata is shown to who has logged in",
    relay: () => ({
      seams: { visible: (healthy, { event, shownBy }) => healthy || (event.kind === 39000 && shownBy === 'stored') },
    }),
    red: LISTED,
    beside: ['privacy/hidden-changes-are-unseen-live'],
  },
  {
    broken: "a hidden group's new metadata is delivered live to everybody",
    relay: () => ({
      seams: { visible: (healthy, { event, shownBy }) => healthy || (event.kind === 39000 && shownBy === 'live') },
    }),
    red: ['privacy/hidden-changes-are-unseen-live'],
  },
  {
    broken: "a hidden group's metadata is shown to nobody, its members included",
    relay: () => ({
      seams: { visible: (healthy, { event }) => healthy && !event.tags.some(([name]) => name === 'hidden') },
    }),
    red: ['privacy/members-find-their-group', 'privacy/members-find-their-group-by-kind'],
  },
  {
    broken: 'everybody may write to every group',
    relay: () => ({
      seams: {
        writeDecision: (healthy, { event }) => (event.kind === 9 ? { accepted: true, reason: '' } : healthy),
      },
    }),
    red: ['nip-29/hidden-takes-no-message'],
  },
  {
    broken: 'reading a hidden group is refused, and an unknown one is empty',
    relay: () => {
      const { learning, isHidden, knows } = groupMemory();
      return {
        seams: {
          ...learning,
          readDecision: (healthy, { filters, authedPubkeys }) => {
            const groups = filters.flatMap((filter) => [...(filter['#h'] ?? []), ...(filter['#d'] ?? [])]);
            const isForbidden = groups.some((group) => isHidden(group) && !knows(group, authedPubkeys));
            return healthy.accepted && isForbidden ? { accepted: false, reason: 'restricted: it is hidden' } : healthy;
          },
        },
      };
    },
    red: ['reading-it', 'counting-its-messages', 'asking-for-its-metadata'].map(
      (way) => `privacy/hidden-like-unknown-when-${way}`,
    ),
  },
  {
    broken: 'what is written to a hidden group is refused in words of its own',
    relay: () => {
      const { learning, isHidden } = groupMemory();
      return {
        seams: {
          ...learning,
          writeDecision: (healthy, { event }) =>
            healthy.accepted || !isHidden(tagValues(event, 'h')[0])
              ? healthy
              : { accepted: false, reason: 'restricted: the group is hidden' },
        },
      };
    },
    red: ['privacy/hidden-like-unknown-when-writing-to-it', 'privacy/hidden-like-unknown-when-asking-to-join-it'],
  },
];
