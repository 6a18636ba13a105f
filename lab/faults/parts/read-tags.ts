import type { FilterLike } from '../../promises/breaks.ts';

const isTag = (name: string): boolean => name.startsWith('#');

/** The names of a filter's tag conditions, the group's left out. */
export const tagsOf = (filter: FilterLike): string[] =>
  Object.keys(filter).filter((name) => isTag(name) && name !== '#h');

/** The filter with other values for its tags, the group's included. */
export const withTagValues = (filter: FilterLike, change: (values: string[]) => string[]): FilterLike =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [name, isTag(name) ? change(value as string[]) : value]),
  );

/** The filter without conditions of these names. */
export const omit = (filter: FilterLike, names: string[]): FilterLike =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name)));
