import type { Fault } from '../fault.ts';
import { startHaproxy } from '../../infrastructure/haproxy.ts';
import { startInstances } from '../parts/deploy-instances.ts';

/** More instances than a visit makes connections, which take turns: its members never meet on one. */
export default {
  id: 'BC-05',
  title: 'Instances share a database, and none delivers live what another was sent',
  class: 'deploy',
  severity: 'blocker',
  source: 'xorbitsai/xagent#1413',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-delivered'],
    'pr-staging': ['transport/twelve-at-once', 'split-brain/live'],
  },
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startHaproxy({ relays: [url] }),
    broken: ({ url }) => startInstances(url, 8),
  },
} satisfies Fault;
