import type { Fault } from '../fault.ts';

const EDIT_METADATA = 9002;

export default {
  id: 'MEM-01',
  title: 'An edit of the metadata opens a closed group, and closes an open one',
  class: 'membership',
  severity: 'blocker',
  source: 'fiatjaf/relay29@6aa97ba',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-29/closed-flag-is-shown', 'nip-29/closed-group-needs-a-code'],
  },
  outOfSight: 'only an admin edits a group',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        groupFlags: ({ kind }, { closed, ...flags }) =>
          closed === undefined ? flags : { ...flags, closed: kind === EDIT_METADATA ? !closed : closed },
      },
    }),
  },
} satisfies Fault;
