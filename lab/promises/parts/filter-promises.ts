import { asked, without, type FilterLike } from '../breaks.ts';
import type { BrokenPromise } from '../promise.ts';
import { requested } from './requests.ts';
import type { Seams } from '../../relay/seams.ts';

const LETTERS = ['#e', '#p', '#t', '#d', '#l', '#r', '#j', '#J'];

/** Changes the values of the tag conditions, the group's left whole. */
const values = (change: (values: string[]) => string[], letters = LETTERS): Partial<Seams> =>
  asked((filter) =>
    Object.fromEntries(
      Object.entries(filter).map(([name, value]) => [name, letters.includes(name) ? change(value as string[]) : value]),
    ),
  );

/** Looks for everything that begins with a value, as far as events with it were sent. */
function byPrefix(): Partial<Seams> {
  const known = new Set<string>();
  const { incoming } = values((wanted) => [
    ...wanted,
    ...[...known].filter((value) => wanted.some((each) => value.startsWith(each))),
  ]);
  return {
    incoming: (frame, next) => {
      if (frame[0] === 'EVENT') for (const [, value = ''] of (frame[1] as { tags: string[][] }).tags) known.add(value);
      incoming?.(frame, next);
    },
  };
}

/** One filter for each of the names that it has, with all the rest. */
const split = (filter: FilterLike, names: string[]): FilterLike[] => {
  const here = names.filter((name) => name in filter);
  const rest = Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name)));
  return here.length < 2 ? [filter] : here.map((name) => ({ ...rest, [name]: filter[name] }));
};

const asHex = (value: string): string => {
  const [word = ''] = value.toLowerCase().split(/[ :]/);
  return /^[0-9a-f]+$/.test(word) && word.length % 2 === 1 ? word.slice(0, -1) : word;
};

/** A filter finds too much, or too little. */
export const FILTERS: BrokenPromise[] = [
  {
    broken: 'only the first of several ids counts',
    relay: () => ({
      seams: asked((filter) => (filter['ids'] ? { ...filter, ids: (filter['ids'] as []).slice(0, 1) } : filter)),
    }),
    red: ['nip-01/filter-ids'],
    beside: ['nip-01/time-bounds-ids'],
  },
  {
    broken: 'authors is ignored',
    relay: () => ({ seams: without('authors') }),
    red: [
      'nip-01/filter-authors',
      'nip-01/filter-is-and',
      'nip-01/found-by-its-author',
      'nip-01/found-by-author-and-kind',
      'nip-01/found-by-author-and-tag',
    ],
    beside: ['nip-01/time-bounds-author', 'nip-01/empty-list-finds-nothing'],
  },
  {
    broken: 'messages and threads are taken for one kind',
    relay: () => ({
      seams: asked((filter) =>
        /[[,](9|11)[\],]/.test(JSON.stringify(filter['kinds'] ?? '')) ? { ...filter, kinds: [9, 11] } : filter,
      ),
    }),
    red: [
      'nip-01/filter-kinds',
      'nip-01/live-filter-holds',
      'nip-01/found-by-kind-and-tag',
      'nip-01/found-by-author-and-kind',
    ],
    beside: [
      'nip-01/same-id-replaces',
      'nip-01/ids-are-per-connection',
      'nip-01/filters-are-or-live',
      'nip-01/events-only-for-opened-ids',
    ],
  },
  {
    broken: '#h is ignored',
    relay: () => ({ seams: without('#h') }),
    red: ['nip-01/filter-h'],
    beside: ['nip-01/filters-are-or'],
  },
  {
    broken: '#h is the only tag with an index',
    relay: () => ({ seams: values(() => ['not indexed']) }),
    red: [
      'nip-01/filter-e',
      'nip-01/filter-p',
      'nip-01/filter-t',
      'nip-01/filter-d',
      'nip-01/filter-any-letter',
      'nip-01/found-by-one-tag',
      'nip-01/found-by-two-tags',
    ],
    beside: [
      'nip-01/found-by-kind-and-tag',
      'nip-01/found-by-author-and-tag',
      'nip-01/filter-value-with-hex-of-odd-length',
      'nip-01/filter-value-with-hex-of-either-case',
      'nip-01/filter-value-with-other-characters',
      'nip-01/live-by-topic',
      'nip-01/live-by-group-and-topic',
      'nip-01/live-by-event-referred-to',
      'nip-01/filter-keeps-letters-apart',
      'nip-01/filter-is-exact',
      'nip-01/filter-with-values-alike',
      'nip-01/filter-tags-are-and',
      'nip-01/filter-is-and',
      'nip-01/time-bounds-tags-alone',
      'nip-01/time-bounds-mention',
      'nip-01/live-tags-hold',
      'nip-01/filters-are-or-live',
    ],
  },
  {
    broken: '#e finds #p and the reverse',
    relay: () => ({
      seams: requested((id, filters) => [
        id,
        ...filters.flatMap((filter) => {
          const { '#e': e, '#p': p, ...rest } = filter;
          const wanted = e ?? p;
          return wanted === undefined
            ? [filter]
            : [
                { ...rest, '#e': wanted },
                { ...rest, '#p': wanted },
              ];
        }),
      ]),
    }),
    red: ['nip-01/filter-keeps-letters-apart'],
  },
  {
    broken: 'a tag is found by its beginning',
    relay: () => ({ seams: byPrefix() }),
    red: ['nip-01/filter-is-exact'],
    beside: ['nip-01/filter-value-with-hex-of-odd-length'],
  },
  {
    broken: 'of values that begin like each other only the shortest counts',
    relay: () => ({
      seams: values((wanted) =>
        wanted.filter((value) => !wanted.some((other) => other !== value && value.startsWith(other))),
      ),
    }),
    red: ['nip-01/filter-with-values-alike'],
  },
  {
    broken: 'one of several tags is enough',
    relay: () => ({ seams: requested((id, filters) => [id, ...filters.flatMap((filter) => split(filter, LETTERS))]) }),
    red: ['nip-01/filter-tags-are-and', 'nip-01/found-by-two-tags'],
  },
  {
    broken: 'tag values are looked for as lower-case words and whole bytes',
    relay: () => ({ seams: values((wanted) => wanted.map(asHex), ['#r']) }),
    red: [
      'nip-01/filter-value-with-hex-of-odd-length',
      'nip-01/filter-value-with-hex-of-either-case',
      'nip-01/filter-value-with-other-characters',
    ],
  },
  {
    broken: 'only the first filter is read',
    relay: () => ({ seams: requested((id, [first]) => [id, first]) }),
    red: ['nip-01/filters-are-or', 'nip-01/filters-are-or-live', 'nip-01/limit-is-per-filter'],
    beside: ['nip-01/max-filters-is-honoured'],
  },
  {
    broken: 'an empty list is no condition',
    relay: () => ({
      seams: asked((filter) =>
        Object.fromEntries(Object.entries(filter).filter(([, value]) => !Array.isArray(value) || value.length > 0)),
      ),
    }),
    red: ['nip-01/empty-list-finds-nothing'],
  },
];
