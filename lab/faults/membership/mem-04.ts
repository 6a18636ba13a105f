import type { Fault } from '../fault.ts';

const GROUP_MEMBERS = 39002;
const MOST = 1000;

/** The query that fills the list has the default limit of any query. */
export default {
  id: 'MEM-04',
  title: 'The member list of a large group ends after a thousand people',
  class: 'membership',
  severity: 'major',
  source: 'block/buzz#6251',
  tier: 'staging',
  meant: { 'pr-staging': ['nip-29/list-of-a-large-group'] },
  outOfSight: 'needs a group of more than a thousand people',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        draft: (event) => (event.kind === GROUP_MEMBERS ? { ...event, tags: event.tags.slice(0, 1 + MOST) } : event),
      },
    }),
  },
} satisfies Fault;
