import type { FilterLike } from '../../promises/breaks.ts';
import { requested } from '../../promises/parts/requests.ts';
import type { Fault } from '../fault.ts';
import { omit } from '../parts/read-tags.ts';

/** A filter for each tag, with everything that is no tag. */
function oneForEachTag(filter: FilterLike): FilterLike[] {
  const tags = Object.keys(filter).filter((name) => name.startsWith('#'));
  return tags.length < 2 ? [filter] : tags.map((name) => ({ ...omit(filter, tags), [name]: filter[name] }));
}

export default {
  id: 'READ-11',
  title: 'Of several tags in one filter, one is enough',
  class: 'read',
  severity: 'major',
  source: 'scsibug/nostr-rs-relay#176',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/filter-tags-are-and', 'nip-01/filter-is-and'] },
  injection: {
    at: 'relay',
    relay: () => ({ seams: requested((id, filters) => [id, ...filters.flatMap(oneForEachTag)]) }),
  },
} satisfies Fault;
