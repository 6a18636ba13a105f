import type { Fault } from '../fault.ts';
import { groupCommit } from '../parts/publish-group-commit.ts';

export default {
  id: 'PUB-13',
  title: 'Events that come together are written in one transaction, and one that is refused rolls back all',
  class: 'publish',
  severity: 'blocker',
  source: 'verse-pbc/relay_builder@a696ea6',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-accepted'],
    'pr-staging': ['nip-01/refusal-harms-no-neighbour'],
  },
  injection: { at: 'relay', relay: () => ({ seams: groupCommit() }) },
} satisfies Fault;
