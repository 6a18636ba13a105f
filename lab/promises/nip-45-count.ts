import { answers, deafTo } from './breaks.ts';
import type { BrokenPromise } from './promise.ts';

const NUMBERS = [
  'nip-45/count-by-group-equals-req',
  'nip-45/count-by-author-equals-req',
  'nip-45/count-by-ids-equals-req',
  'nip-45/count-of-nothing-is-0',
  'nip-45/several-filters-are-one-number',
  'nip-45/count-follows-deletions',
];

const isNonsense = (frame: unknown[]): boolean => frame[0] === 'COUNT' && JSON.stringify(frame).includes('nonsense');

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'COUNT is not answered',
    relay: () => ({ seams: deafTo(([verb]) => verb === 'COUNT') }),
    red: ['nip-45/count-is-answered'],
    beside: [...NUMBERS, 'nip-45/bad-filter-is-harmless', 'nip-45/count-is-refused-like-req'],
  },
  {
    broken: 'COUNT counts one more',
    relay: () => ({
      seams: answers('COUNT', ([verb, id, body], send) => {
        send([verb, id, { count: (body as { count: number }).count + 1 }]);
      }),
    }),
    red: NUMBERS,
  },
  {
    broken: 'COUNT counts for the first filter only',
    relay: () => ({
      seams: {
        incoming: (frame, next) => {
          next(frame[0] === 'COUNT' ? frame.slice(0, 3) : frame);
        },
      },
    }),
    red: ['nip-45/several-filters-are-one-number'],
  },
  {
    broken: 'COUNT never counts less than before',
    relay: () => {
      const filterOf = new Map<unknown, string>();
      const most = new Map<string, number>();
      return {
        seams: {
          incoming: ([verb, id, ...filters], next) => {
            if (verb === 'COUNT') filterOf.set(id, JSON.stringify(filters));
            next([verb, id, ...filters]);
          },
          ...answers('COUNT', ([verb, id, body], send) => {
            const filter = filterOf.get(id) ?? '';
            const count = Math.max((body as { count: number }).count, most.get(filter) ?? 0);
            most.set(filter, count);
            send([verb, id, { count }]);
          }),
        },
      };
    },
    red: ['nip-45/count-follows-deletions'],
  },
  {
    broken: 'after a COUNT that makes no sense the next one is not answered',
    relay: () => {
      let isConfused = false;
      return {
        seams: deafTo((frame) => {
          if (frame[0] !== 'COUNT') return false;
          const wasConfused = isConfused && !isNonsense(frame);
          isConfused = isNonsense(frame);
          return wasConfused;
        }),
      };
    },
    red: ['nip-45/bad-filter-is-harmless'],
  },
  {
    broken: 'COUNT opens a subscription',
    relay: () => ({
      seams: {
        incoming: ([verb, ...rest], next) => {
          next([verb, ...rest]);
          if (verb === 'COUNT') next(['REQ', ...rest]);
        },
      },
    }),
    red: ['nip-45/count-opens-no-subscription'],
    beside: ['nip-45/count-leaves-subscriptions-alone'],
  },
  {
    broken: 'COUNT ends the subscription with the same id',
    relay: () => ({
      seams: {
        incoming: ([verb, id, ...rest], next) => {
          next([verb, id, ...rest]);
          if (verb === 'COUNT') next(['CLOSE', id]);
        },
      },
    }),
    red: ['nip-45/count-leaves-subscriptions-alone'],
  },
  {
    broken: 'COUNT is refused with an error instead of a call for a login',
    relay: () => ({
      seams: {
        readDecision: (healthy, { verb }) =>
          healthy.accepted || verb !== 'COUNT' ? healthy : { accepted: false, reason: 'error: cannot count' },
      },
    }),
    red: ['nip-45/count-is-refused-like-req'],
  },
];
