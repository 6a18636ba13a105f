import type { FilterLike } from '../../promises/breaks.ts';
import { requested } from '../../promises/parts/requests.ts';
import type { Fault } from '../fault.ts';
import { omit, tagsOf } from '../parts/read-tags.ts';

const LETTERS = ['#e', '#p', '#q', '#t', '#d', '#a', '#l', '#r'];

/** The first tag of a filter finds its values under every letter. */
function underAnyLetter(filter: FilterLike): FilterLike[] {
  const [name] = tagsOf(filter);
  if (name === undefined || 'ids' in filter) return [filter];
  const rest = omit(filter, [name]);
  return LETTERS.filter((letter) => !(letter in rest)).map((letter) => ({ ...rest, [letter]: filter[name] }));
}

export default {
  id: 'READ-09',
  title: 'A tag filter finds its value under other letters too',
  class: 'read',
  severity: 'major',
  source: 'fiatjaf/eventstore#46',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/filter-keeps-letters-apart'] },
  injection: {
    at: 'relay',
    relay: () => ({ seams: requested((id, filters) => [id, ...filters.flatMap(underAnyLetter)]) }),
  },
} satisfies Fault;
