import { asked, isContent, liveOnly } from '../breaks.ts';
import type { BrokenPromise } from '../promise.ts';
import { acquaintances } from './requests.ts';
import type { Seams } from '../../relay/seams.ts';

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

/** Of the equal subscriptions of people who are in no group. */
const onlyTheFirstOfEqual = (): Partial<Seams> => {
  const { seams, isMember } = acquaintances();
  const served = new Set<string>();
  return {
    ...seams,
    deliver: ({ id }, { filters, authedPubkeys }, next) => {
      const equal = id + JSON.stringify([filters, authedPubkeys]);
      if (!served.has(equal) || authedPubkeys.some(isMember) || filters[0]?.limit !== 2) next();
      served.add(equal);
    },
  };
};

const membersOnly = (): Partial<Seams> => {
  const { seams, isMember } = acquaintances();
  return {
    ...seams,
    deliver: (event, { authedPubkeys }, next) => {
      if (!isContent(event) || authedPubkeys.some(isMember)) next();
    },
  };
};

/** Keys that came twice get nothing live any more. */
const deafToWhoReturns = (): Partial<Seams> => {
  const { seams, isMember, logins } = acquaintances();
  return {
    ...seams,
    deliver: (_event, { authedPubkeys }, next) => {
      if (!authedPubkeys.some((key) => isMember(key) && logins(key) > 1)) next();
    },
  };
};

/** Who asks while a message is on its way: the answer is read before it, and what comes until EOSE is not delivered. */
const gapBeforeEose = (): Partial<Seams> => {
  const opening = new Set<unknown>();
  return {
    incoming: (frame, next) => {
      if (frame[0] === 'REQ') opening.add(frame[1]);
      next(frame);
    },
    outgoing: (frame, send) => {
      if (frame[0] !== 'EOSE') send(frame);
      else
        setTimeout(() => {
          opening.delete(frame[1]);
          send(frame);
        }, 20);
    },
    deliver: (_event, { id }, next) => {
      if (!opening.has(id)) next();
    },
  };
};

const onceByLimit1 = (): Partial<Seams> => {
  const served = new Set<string>();
  return {
    deliver: (_event, { id, filters }, next) => {
      if (!filters.every(({ limit }) => limit === 1) || !served.has(id)) next();
      served.add(id);
    },
  };
};

/** Live events do not come, or not to everybody. */
export const LIVE: BrokenPromise[] = [
  {
    broken: 'only filters by group and one kind get live events',
    relay: () => ({
      seams: liveOnly(
        (filters, event) =>
          !isContent(event) || filters.some((filter) => lengthOf(filter['kinds']) === 1 && filter['#h']),
      ),
    }),
    red: [
      'nip-01/live-by-ids',
      'nip-01/live-by-author',
      'nip-01/live-by-author-and-kind',
      'nip-01/live-by-kind-since-now',
      'nip-01/live-by-group-alone',
      'nip-01/live-by-group-and-author',
      'nip-01/live-by-group-and-several-kinds',
      'nip-01/live-by-group-and-topic',
      'nip-01/live-by-topic',
      'nip-01/live-by-event-referred-to',
    ],
    beside: ['nip-01/live-metadata-in-order', 'nip-01/close-ends-delivery'],
  },
  {
    broken: 'of several equal subscriptions one gets the event',
    relay: () => ({ seams: onlyTheFirstOfEqual() }),
    red: ['nip-01/live-to-equal-subscriptions', 'nip-01/live-to-later-subscriptions'],
  },
  {
    broken: 'live events of a public group come to members only',
    relay: () => ({ seams: membersOnly() }),
    red: ['nip-01/live-to-another-connection'],
    beside: [
      'nip-01/no-gap-between-stored-and-live',
      'nip-01/eose-comes-once',
      'nip-01/live-by-ids',
      'nip-01/live-by-author',
      'nip-01/live-by-author-and-kind',
      'nip-01/live-by-kind-since-now',
      'nip-01/live-by-group-alone',
      'nip-01/live-by-group-and-author',
      'nip-01/live-by-group-and-several-kinds',
      'nip-01/live-by-group-and-topic',
      'nip-01/live-by-topic',
      'nip-01/live-by-event-referred-to',
      'nip-01/live-to-equal-subscriptions',
      'nip-01/live-to-later-subscriptions',
      'nip-01/live-since-now',
      'nip-01/live-with-until',
      'nip-01/live-metadata-in-order',
      'nip-01/live-with-since',
      'nip-01/live-with-several-values',
      'nip-01/live-filter-holds',
      'nip-01/live-tags-hold',
      'nip-01/filters-are-or-live',
      'nip-01/max-subscriptions-is-honoured',
      'nip-01/same-id-replaces',
      'nip-01/events-only-for-opened-ids',
      'nip-01/close-ends-delivery',
      'nip-01/close-of-unknown-is-harmless',
      'nip-01/ids-are-per-connection',
      'nip-01/limit-0-is-live-only',
      'nip-01/limit-is-for-stored-events',
    ],
  },
  {
    broken: 'an author does not get the own message',
    relay: () => ({
      seams: {
        deliver: (event, { authedPubkeys }, next) => {
          if (!isContent(event) || !authedPubkeys.includes(event.pubkey)) next();
        },
      },
    }),
    red: ['nip-01/live-to-its-author'],
    beside: [
      'nip-01/ids-are-per-connection',
      'nip-01/live-to-equal-subscriptions',
      'nip-01/events-only-for-opened-ids',
      'nip-01/leaving-harms-nobody',
    ],
  },
  {
    broken: 'a filter with several groups gets nothing live',
    relay: () => ({ seams: liveOnly((filters) => filters.every((filter) => lengthOf(filter['#h']) < 2)) }),
    red: ['nip-01/live-with-several-values'],
  },
  {
    broken: 'live events are not filtered by topic',
    relay: () => ({
      seams: asked(({ '#t': topics, ...filter }) =>
        filter['limit'] === 1 ? filter : { ...filter, ...(topics !== undefined && { '#t': topics }) },
      ),
    }),
    red: ['nip-01/live-tags-hold'],
    beside: ['nip-01/filters-are-or-live'],
  },
  {
    broken: 'changed group metadata is not delivered',
    relay: () => ({ seams: liveOnly((_filters, { kind }) => kind !== 39000) }),
    red: ['nip-01/live-metadata-in-order'],
  },
  {
    broken: 'who came twice gets nothing live once one connection is left',
    relay: () => ({ seams: deafToWhoReturns() }),
    red: ['nip-01/leaving-harms-nobody'],
  },
  {
    broken: 'what comes before EOSE is lost',
    relay: () => ({ seams: gapBeforeEose() }),
    red: ['nip-01/no-gap-between-stored-and-live'],
  },
  {
    broken: 'a limit ends the subscription',
    relay: () => ({ seams: onceByLimit1() }),
    red: ['nip-01/limit-is-for-stored-events'],
  },
];
