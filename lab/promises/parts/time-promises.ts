import { add, asked, liveOnly, without, type FilterLike } from '../breaks.ts';
import type { BrokenPromise } from '../promise.ts';
import { answered, eventIn } from './requests.ts';

const now = (): number => Math.floor(Date.now() / 1000);
const since = (filter: FilterLike): number => Number(filter['since'] ?? 0);

/** Changes the limit of the filters that have one. */
const limits = (change: (limit: number) => number | undefined) =>
  asked(({ limit, ...rest }) => {
    const changed = limit === undefined ? undefined : change(limit as number);
    return changed === undefined ? rest : { ...rest, limit: changed };
  });

const isTimeless = ({ ids, authors, kinds }: FilterLike): boolean => Boolean(ids ?? authors) || kinds === undefined;

/** Times, limits and order of stored events are not kept. */
export const TIMES: BrokenPromise[] = [
  {
    broken: 'since leaves out its own second',
    relay: () => ({
      seams: asked((filter) =>
        since(filter) && since(filter) < now() - 7 ? { ...filter, since: since(filter) + 1 } : filter,
      ),
    }),
    red: ['nip-01/since-is-inclusive', 'nip-01/since-and-until-bound'],
  },
  {
    broken: 'until leaves out its own second',
    relay: () => ({ seams: add('until', -1) }),
    red: ['nip-01/until-is-inclusive', 'nip-01/since-and-until-bound'],
  },
  {
    broken: 'since and until may stand in any order',
    relay: () => ({
      seams: asked((filter) =>
        since(filter) > Number(filter['until'] ?? Infinity)
          ? { ...filter, since: filter['until'], until: filter['since'] }
          : filter,
      ),
    }),
    red: ['nip-01/since-after-until-is-empty'],
  },
  {
    broken: 'times are left aside where events are found by id, by author or by tags alone',
    relay: () => ({
      seams: asked((filter) =>
        Object.fromEntries(
          Object.entries(filter).filter(([name]) => !isTimeless(filter) || (name !== 'since' && name !== 'until')),
        ),
      ),
    }),
    red: [
      'nip-01/time-bounds-ids',
      'nip-01/time-bounds-author',
      'nip-01/time-bounds-author-and-kind',
      'nip-01/time-bounds-tags-alone',
      'nip-01/time-bounds-mention',
    ],
  },
  {
    broken: 'since is ignored',
    relay: () => ({ seams: without('since') }),
    red: ['nip-01/live-with-since'],
    beside: [
      'nip-01/since-is-inclusive',
      'nip-01/since-and-until-bound',
      'nip-01/since-after-until-is-empty',
      'nip-01/time-bounds-ids',
      'nip-01/time-bounds-author',
      'nip-01/time-bounds-author-and-kind',
      'nip-01/time-bounds-tags-alone',
      'nip-01/time-bounds-mention',
      'nip-01/filters-are-or-live',
    ],
  },
  {
    broken: 'since begins five seconds late for live events',
    relay: () => ({
      seams: liveOnly((filters, event) =>
        filters.some((filter) => !since(filter) || event.created_at > since(filter) + 5),
      ),
    }),
    red: ['nip-01/live-since-now', 'nip-01/live-by-kind-since-now'],
    beside: ['nip-01/live-with-since'],
  },
  {
    broken: 'an until long past is ignored',
    relay: () => ({
      seams: asked(({ until, ...rest }) =>
        until === undefined || Number(until) < now() - 1800 ? rest : { ...rest, until },
      ),
    }),
    red: ['nip-01/live-with-until'],
  },
  {
    broken: 'a limit is ignored',
    relay: () => ({ seams: limits((limit) => (limit === 0 ? 0 : undefined)) }),
    red: ['nip-01/limit-is-the-newest'],
    beside: ['nip-01/limit-is-per-filter', 'nip-01/limit-is-for-stored-events'],
  },
  {
    broken: 'limit 0 is no limit',
    relay: () => ({ seams: limits((limit) => limit || undefined) }),
    red: ['nip-01/limit-0-is-live-only'],
  },
  {
    broken: 'limit 0 needs no login',
    relay: () => ({
      seams: {
        readDecision: (healthy, { filters }) =>
          filters.every(({ limit }) => limit === 0) ? { accepted: true, reason: '' } : healthy,
      },
    }),
    red: ['nip-01/limit-0-is-gated-like-limit-1'],
  },
  {
    broken: 'a large limit is taken for two',
    relay: () => ({ seams: limits((limit) => (limit >= 100 ? 2 : limit)) }),
    red: ['nip-01/limit-beyond-what-is-stored', 'nip-01/limit-above-any-maximum', 'nip-01/history-comes-whole'],
  },
  {
    broken: 'the oldest come first',
    relay: () => ({ seams: answered((frames) => [...frames.slice(0, -1).reverse(), ...frames.slice(-1)]) }),
    red: ['nip-01/newest-first', 'nip-01/lowest-id-first'],
  },
  {
    broken: 'within a second the highest id comes first',
    relay: () => ({
      seams: answered((frames) => {
        const events = frames.slice(0, -1);
        const byId = events.toSorted((one, other) => (eventIn(one).id < eventIn(other).id ? 1 : -1));
        return [...byId.sort((one, other) => eventIn(other).created_at - eventIn(one).created_at), ...frames.slice(-1)];
      }),
    }),
    red: ['nip-01/lowest-id-first'],
  },
];
