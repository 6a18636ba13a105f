import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { answers, deafTo, type FilterLike } from '../breaks.ts';
import type { BrokenPromise } from '../promise.ts';
import { acquaintances, answered, isMalformed, requested } from './requests.ts';
import type { Seams } from '../../relay/seams.ts';

/** A message that may be anything, but is signed. */
const SHOWN = SecretKey.generate().sign({ kind: 9, content: 'shown all the same' });

/** The message after a malformed request is lost. */
const confusedOnce = (): Partial<Seams> => {
  let isConfused = false;
  return {
    incoming: (frame, next) => {
      const isLost = isConfused;
      isConfused = !isLost && frame[0] === 'REQ' && frame.slice(2).some(isMalformed);
      if (!isLost) next(frame);
    },
  };
};

/** Members who have written cannot log in again. */
const noReturn = (): Partial<Seams> => {
  const { seams, isMember } = acquaintances();
  const writers = new Set<string>();
  return {
    writeDecision: (healthy, context) => {
      if (context.event.kind === 9 && isMember(context.event.pubkey)) writers.add(context.event.pubkey);
      return seams.writeDecision?.(healthy, context) ?? healthy;
    },
    authDecision: (healthy, { event }) =>
      writers.has(event.pubkey) ? { accepted: false, reason: 'error: still connected' } : healthy,
  };
};

/** What is refused is opened all the same: it shows nothing, but it counts. */
const refusedButOpen = (): Partial<Seams> => {
  let isRefused = false;
  return {
    readDecision: (healthy) => {
      isRefused = !healthy.accepted;
      return { accepted: true, reason: '' };
    },
    visible: (healthy) => healthy && !isRefused,
    outgoing: (frame, send) => {
      send(isRefused && frame[0] === 'EOSE' ? ['CLOSED', frame[1], 'restricted: not for you'] : frame);
      if (frame[0] === 'EOSE') isRefused = false;
    },
  };
};

/** Whatever was asked under an id stays asked for, on whichever connection. */
const adding = (): Partial<Seams> => {
  const open = new Map<string, FilterLike[]>();
  return requested((id, filters) => {
    const all = [...(open.get(id) ?? []), ...filters];
    open.set(id, all);
    return [id, ...all];
  });
};

/** CLOSE of an id that nobody opened silences the relay, until the next group is founded. */
const silencedByUnknownClose = (): Partial<Seams> => {
  const opened = new Set<unknown>();
  let isMute = false;
  return {
    incoming: (frame, next) => {
      if (frame[0] === 'REQ') opened.add(frame[1]);
      if (frame[0] === 'CLOSE' && !opened.has(frame[1])) isMute = true;
      if (frame[0] === 'EVENT' && (frame[1] as { kind: number }).kind === 9007) isMute = false;
      next(frame);
    },
    deliver: (_event, _subscription, next) => {
      if (!isMute) next();
    },
  };
};

const isPlainHistory = ([filter, ...more]: FilterLike[]): boolean =>
  more.length === 0 && Object.keys(filter ?? {}).join() === 'kinds,#h';

const asksForNothing = (filter: unknown): boolean =>
  Object.keys(filter as object).length === 0 ||
  Object.values(filter as object).some((value) => Array.isArray(value) && value.length === 0);

/** Requests are answered wrongly or not at all. */
export const REQUESTS: BrokenPromise[] = [
  {
    broken: 'subscription ids are cut and cleaned',
    relay: () => ({
      seams: requested((id, filters) => [id.replaceAll(/[^\w-]/g, '').slice(0, 60) || 'none', ...filters]),
    }),
    red: [
      'nip-01/subscription-id-of-64',
      'nip-01/subscription-id-with-punctuation',
      'nip-01/subscription-id-is-arbitrary',
      'nip-01/subscription-id-of-0-is-refused',
      'nip-01/subscription-id-of-65-is-refused',
    ],
  },
  {
    broken: 'after a malformed request the next message is lost',
    relay: () => ({ seams: confusedOnce() }),
    red: [
      'nip-01/filter-with-id-that-is-no-hex',
      'nip-01/filter-with-author-that-is-no-hex',
      'nip-01/one-malformed-filter-of-two',
      'nip-01/kinds-of-wrong-type-are-survived',
      'nip-01/since-of-wrong-type-are-survived',
      'nip-01/filters-of-wrong-type-are-survived',
    ],
  },
  { broken: 'who left cannot log in again', relay: () => ({ seams: noReturn() }), red: ['nip-01/reconnect-at-once'] },
  {
    broken: 'five subscriptions are all one gets',
    relay: () => ({ limits: { maxSubscriptions: 5 }, seams: {} }),
    red: ['nip-01/many-subscriptions'],
    beside: ['nip-01/no-gap-between-stored-and-live'],
  },
  {
    broken: 'fewer subscriptions and filters are taken than NIP-11 says',
    relay: () => ({
      limits: { maxSubscriptions: 30, maxFilters: 5 },
      seams: {
        relayInformation: (healthy) => ({ ...healthy, limitation: { max_subscriptions: 50, max_filters: 20 } }),
      },
    }),
    red: ['nip-01/max-subscriptions-is-honoured', 'nip-01/max-filters-is-honoured'],
  },
  {
    broken: 'CLOSE is ignored',
    relay: () => ({ seams: deafTo(([verb]) => verb === 'CLOSE') }),
    red: ['nip-01/close-ends-delivery', 'nip-01/close-frees-its-place'],
  },
  {
    broken: 'refused subscriptions count as open',
    relay: () => ({ seams: refusedButOpen() }),
    red: ['nip-01/refusal-frees-its-place'],
  },
  {
    broken: 'EOSE comes twice, with a third element',
    relay: () => ({
      seams: answers('EOSE', (frame, send) => {
        send([...frame, 0]);
        send([...frame, 0]);
      }),
    }),
    red: ['nip-01/eose-comes-once', 'nip-01/eose-has-two-elements'],
    beside: ['nip-01/closed-shows-nothing'],
  },
  {
    broken: 'stored events come after EOSE',
    relay: () => ({
      seams: answered((frames, filters) =>
        isPlainHistory(filters) && frames.length === 4 ? frames.reverse() : frames,
      ),
    }),
    red: ['nip-01/stored-come-before-eose'],
    beside: ['nip-01/filter-h'],
  },
  {
    broken: 'ids that find nothing get no EOSE',
    relay: () => ({
      seams: answered((frames, filters) =>
        frames[0]?.[0] === 'EOSE' && filters.some(({ ids, limit }) => ids && limit === undefined) ? [] : frames,
      ),
    }),
    red: ['nip-01/empty-result-has-eose', 'nip-01/empty-ids-is-answered'],
    beside: ['nip-01/empty-list-finds-nothing'],
  },
  {
    broken: 'a filter without conditions, or with an empty list, is not answered',
    relay: () => ({ seams: deafTo(([verb, , filter]) => verb === 'REQ' && asksForNothing(filter)) }),
    red: [
      'nip-01/empty-filter-is-answered',
      'nip-01/empty-ids-is-answered',
      'nip-01/empty-authors-is-answered',
      'nip-01/empty-kinds-is-answered',
    ],
    beside: ['nip-01/empty-list-finds-nothing'],
  },
  {
    broken: 'each of three filters shows what it finds',
    relay: () => ({
      seams: answered((frames, filters) => (filters.length === 3 ? [...frames.slice(0, -1), ...frames] : frames)),
    }),
    red: ['nip-01/no-event-twice'],
  },
  {
    broken: 'a new request adds to the open one with its id, on whichever connection',
    relay: () => ({ seams: adding() }),
    red: ['nip-01/same-id-replaces', 'nip-01/ids-are-per-connection'],
  },
  {
    broken: 'events come for a subscription that nobody opened, too',
    relay: () => ({
      seams: answers('EVENT', (frame, send) => {
        send(frame);
        send(['EVENT', 'all', frame[2]]);
      }),
    }),
    red: ['nip-01/events-only-for-opened-ids'],
    beside: ['nip-01/closed-shows-nothing'],
  },
  {
    broken: 'CLOSE of an unknown id ends live delivery',
    relay: () => ({ seams: silencedByUnknownClose() }),
    red: ['nip-01/close-of-unknown-is-harmless'],
  },
  {
    broken: 'what was closed is shown all the same',
    relay: () => ({
      seams: answers('CLOSED', (frame, send) => {
        send(frame);
        send(['EVENT', frame[1], SHOWN]);
      }),
    }),
    red: ['nip-01/closed-shows-nothing'],
  },
];
