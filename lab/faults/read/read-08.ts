import { asked } from '../../promises/breaks.ts';
import type { Fault } from '../fault.ts';
import { omit } from '../parts/read-tags.ts';

/** The planner takes an index that is sorted by tag only, and its scan never looks at the time: every page is the first. */
export default {
  id: 'READ-08',
  title: 'until is ignored where a mention alone is asked for, so paging never ends',
  class: 'read',
  severity: 'major',
  source: 'fiatjaf/pyramid@22a446b',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/time-bounds-mention'] },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: asked((filter) => ('#p' in filter && !('kinds' in filter) ? omit(filter, ['until']) : filter)),
    }),
  },
} satisfies Fault;
