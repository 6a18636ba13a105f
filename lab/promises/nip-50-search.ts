import { asked, without } from './breaks.ts';
import type { BrokenPromise } from './promise.ts';

/** Drops these conditions from a search, and leaves every other filter whole. */
const searchWithout = (...names: string[]) =>
  asked((filter) =>
    Object.fromEntries(Object.entries(filter).filter(([name]) => !('search' in filter && names.includes(name)))),
  );

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'search is claimed and ignored',
    relay: () => ({ seams: without('search') }),
    red: ['nip-50/search-finds-words'],
  },
  {
    broken: 'a search is not bounded by kinds and authors',
    relay: () => ({ seams: searchWithout('kinds', 'authors') }),
    red: ['nip-50/search-and-conditions'],
  },
  {
    broken: 'a search has no limit',
    relay: () => ({ seams: searchWithout('limit') }),
    red: ['nip-50/search-is-limited'],
  },
  {
    broken: 'extensions are words to be found',
    relay: () => ({
      seams: asked((filter) =>
        'search' in filter ? { ...filter, search: String(filter['search']).replaceAll(':', ' ') } : filter,
      ),
    }),
    red: ['nip-50/unknown-extension-is-ignored'],
  },
  {
    broken: 'a search needs no login and shows what is private',
    relay: () => {
      let isSearch = false;
      return {
        seams: {
          readDecision: (healthy, { filters }) => {
            isSearch = filters.some(({ search }) => search !== undefined);
            return isSearch ? { accepted: true, reason: '' } : healthy;
          },
          visible: (healthy, { shownBy }) => healthy || (isSearch && shownBy === 'stored'),
        },
      };
    },
    red: ['nip-50/search-is-gated-like-req', 'nip-50/private-is-not-found'],
  },
];
