import { tagValues } from '../../fixtures/protocol/event.ts';
import { without, type FilterLike } from './breaks.ts';
import { DIRECT_MESSAGES } from './parts/direct-messages.ts';
import { groupMemory } from './parts/group-memory.ts';
import { HIDDEN_GROUPS } from './parts/hidden-groups.ts';
import type { BrokenPromise } from './promise.ts';

const unseenBy = (...filters: string[]): string[] => filters.map((filter) => `nip-29/private-is-unseen-by-${filter}`);

/** Kinds are shown to everybody who has logged in and asks. */
const shownToAll = (broken: string, kinds: number[], red: string[]): BrokenPromise => ({
  broken,
  relay: () => ({ seams: { visible: (healthy, { event }) => healthy || kinds.includes(event.kind) } }),
  red,
});

const MESSAGES: BrokenPromise[] = [
  {
    broken: 'private messages are shown to who has logged in and does not name the group',
    relay: () => ({
      seams: { visible: (healthy, { event, shownBy }) => healthy || (event.kind === 9 && shownBy === 'stored') },
    }),
    red: unseenBy('ids', 'kinds', 'authors', 'e', 't'),
    beside: ['nip-29/removal-ends-subscriptions'],
  },
  {
    broken: 'private messages are delivered to every open subscription',
    relay: () => ({
      seams: { visible: (healthy, { event, shownBy }) => healthy || (event.kind === 9 && shownBy === 'live') },
    }),
    red: [...unseenBy('ids', 'kinds', 'authors', 'e', 't', 'limit-0'), 'nip-29/removal-ends-subscriptions'],
  },
  {
    broken: 'who may read is asked of the group that a filter names, and what is found is of any',
    relay: () => {
      let isUnasked = false;
      return {
        seams: {
          incoming: ([verb, id, filter = {}, ...more], next) => {
            const { '#h': named, ...rest } = filter as FilterLike;
            isUnasked = verb === 'REQ' && named !== undefined && ('ids' in rest || '#t' in rest);
            next([verb, id, isUnasked ? rest : filter, ...more]);
            isUnasked = false;
          },
          visible: (healthy, { event }) => healthy || (event.kind === 9 && isUnasked),
        },
      };
    },
    red: unseenBy('ids-beside-another-group', 't-beside-another-group'),
  },
  {
    broken: 'a private group is read like a public one by who has logged in',
    relay: () => ({
      seams: {
        readDecision: (healthy, { authedPubkeys }) =>
          authedPubkeys.length > 0 ? { accepted: true, reason: '' } : healthy,
        visible: (healthy, { event, authedPubkeys }) => healthy || (event.kind === 9 && authedPubkeys.length > 0),
      },
    }),
    red: [...unseenBy('h'), 'nip-29/private-read-needs-membership', 'nip-45/private-is-not-counted'],
    beside: [...unseenBy('ids', 'kinds', 'authors', 'e', 't', 'limit-0'), 'nip-29/removal-ends-subscriptions'],
  },
  {
    broken: 'whoever may not read is answered with an empty list',
    relay: () => ({ seams: { readDecision: () => ({ accepted: true, reason: '' }) } }),
    red: ['nip-29/private-read-needs-login', 'nip-29/private-read-needs-membership'],
  },
  {
    broken: 'private messages are counted',
    relay: () => ({
      seams: { visible: (healthy, { event, shownBy }) => healthy || (event.kind === 9 && shownBy === 'count') },
    }),
    red: ['nip-45/private-is-not-counted'],
  },
  {
    broken: 'who is removed keeps receiving on an open subscription',
    relay: () => {
      const { learning, knows } = groupMemory();
      return {
        seams: {
          ...learning,
          visible: (healthy, { event, shownBy, authedPubkeys }) =>
            healthy || (event.kind === 9 && shownBy === 'live' && knows(tagValues(event, 'h')[0], authedPubkeys)),
        },
      };
    },
    red: ['nip-29/removal-ends-subscriptions'],
  },
  {
    broken: 'a subscription with limit 0 is not gated',
    relay: () => ({
      seams: {
        readDecision: (healthy, { filters }) =>
          filters.every(({ limit }) => limit === 0) ? { accepted: true, reason: '' } : healthy,
      },
    }),
    red: ['privacy/limit-0-is-gated-for-a-stranger', 'privacy/limit-0-is-gated-for-a-visitor'],
  },
];

const SIDE_DOORS: BrokenPromise[] = [
  {
    broken: "a filter's authors are forgotten",
    relay: () => ({ seams: without('authors') }),
    red: ['privacy/nothing-unasked-is-shown'],
  },
  {
    broken: "the relay's own application data is shown",
    relay: () => {
      const asked = new Set<unknown>();
      const internal = {
        id: 'a'.repeat(64),
        pubkey: 'b'.repeat(64),
        created_at: 1,
        kind: 30078,
        tags: [['d', 'own/roles']],
      };
      return {
        seams: {
          incoming: (frame, next) => {
            if (frame[0] === 'REQ' && JSON.stringify(frame).includes('30078')) asked.add(frame[1]);
            next(frame);
          },
          outgoing: (frame, send) => {
            if (frame[0] === 'EOSE' && asked.has(frame[1]))
              send(['EVENT', frame[1], { ...internal, content: '', sig: 'c'.repeat(128) }]);
            send(frame);
          },
        },
      };
    },
    red: ['privacy/internal-events-are-unseen'],
  },
  shownToAll('invite codes are shown', [9009], ['privacy/invite-code-is-unseen-live']),
  shownToAll('codes in requests to join are shown', [9021], ['privacy/code-of-a-request-is-unseen']),
  shownToAll(
    'who is in a private group is shown',
    [39001, 39002],
    ['privacy/private-list-of-admins-is-unseen', 'privacy/private-list-of-members-is-unseen'],
  ),
];

export const BROKEN: BrokenPromise[] = [...MESSAGES, ...HIDDEN_GROUPS, ...DIRECT_MESSAGES, ...SIDE_DOORS];
