import { asked } from '../../promises/breaks.ts';
import type { Fault } from '../fault.ts';
import { withTagValues } from '../parts/read-tags.ts';

const isBegunBy =
  (value: string) =>
  (other: string): boolean =>
    other !== value && value.startsWith(other);

/** Groups called `canary` and `canary-private` are such values: the canary misses one of them. */
export default {
  id: 'READ-10',
  title: 'Of several tag values, one that begins with another is not looked for',
  class: 'read',
  severity: 'major',
  source: 'hoytech/strfry#109',
  tier: 'fast',
  meant: { 'prod-canary': ['nip-29/group-is-closed'], 'pr-staging': ['nip-01/filter-with-values-alike'] },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: asked((filter) =>
        withTagValues(filter, (values) => values.filter((value) => !values.some(isBegunBy(value)))),
      ),
    }),
  },
} satisfies Fault;
