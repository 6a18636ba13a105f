import type { Fault } from '../fault.ts';

const LISTS = [39001, 39002];

/** Of two versions with one date the lower id counts: whether a change is seen at all is chance, here and in every cache. */
export default {
  id: 'MEM-11',
  title: 'The lists of admins and members are all dated 0, so that a new one may lose against an old one',
  class: 'membership',
  severity: 'major',
  source: 'nostrord/nostrord#195',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/list-is-dated-anew'] },
  outOfSight: 'only an admin changes who is in a canary group',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: { draft: (event) => (LISTS.includes(event.kind) ? { ...event, created_at: 0 } : event) },
    }),
  },
} satisfies Fault;
