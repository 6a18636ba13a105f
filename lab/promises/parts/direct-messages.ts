import { tagValues } from '../../../fixtures/protocol/event.ts';
import type { ShownBy } from '../../relay/seams.ts';
import type { BrokenPromise } from '../promise.ts';

const isDirect = ({ kind }: { kind: number }): boolean => kind === 4 || kind === 1059;

const THIRD_PERSON = [
  'privacy/direct-message-is-unseen-by-a-third-person',
  'privacy/gift-wrap-is-unseen-by-a-third-person',
];

const leak = (how: string, way: ShownBy): BrokenPromise => ({
  broken: `direct messages are ${how} who has logged in`,
  relay: () => ({
    seams: { visible: (healthy, { event, shownBy }) => healthy || (isDirect(event) && shownBy === way) },
  }),
  red: THIRD_PERSON,
});

/** Who may read direct messages and gift wraps. */
export const DIRECT_MESSAGES: BrokenPromise[] = [
  leak('shown to anybody', 'stored'),
  leak('delivered live to anybody', 'live'),
  leak('counted for anybody', 'count'),
  leak('named by negentropy to anybody', 'negentropy'),
  {
    broken: 'direct messages are shown to who has not logged in',
    relay: () => ({
      seams: {
        readDecision: (healthy, { filters, authedPubkeys }) =>
          authedPubkeys.length === 0 && !filters.some((filter) => '#h' in filter)
            ? { accepted: true, reason: '' }
            : healthy,
        visible: (healthy, { event, authedPubkeys }) => healthy || (isDirect(event) && authedPubkeys.length === 0),
      },
    }),
    red: ['privacy/direct-message-is-unseen-by-a-stranger', 'privacy/gift-wrap-is-unseen-by-a-stranger'],
  },
  {
    broken: 'of several recipients only the first may read',
    relay: () => ({
      seams: {
        visible: (healthy, { event, authedPubkeys }) =>
          healthy &&
          (!isDirect(event) || authedPubkeys.some((key) => [event.pubkey, tagValues(event, 'p')[0]].includes(key))),
      },
    }),
    red: ['privacy/direct-message-reaches-every-recipient', 'privacy/gift-wrap-reaches-every-recipient'],
  },
  {
    broken: 'who wrote a direct message may not read it',
    relay: () => ({
      seams: {
        visible: (healthy, { event, authedPubkeys }) =>
          healthy && !(isDirect(event) && authedPubkeys.includes(event.pubkey)),
      },
    }),
    red: ['privacy/direct-message-is-shown-to-its-author'],
    beside: ['privacy/direct-message-is-unseen-by-a-third-person', 'privacy/direct-message-is-unseen-by-a-stranger'],
  },
];
