import type { Fault } from '../fault.ts';
import { startHaproxy } from '../../infrastructure/haproxy.ts';

/** The new instance has room for a dozen connections, and who waits longer than two seconds is sent away. */
export default {
  id: 'DEP-02',
  title: 'When everybody comes back after a deploy, the new instance takes only some of them',
  class: 'deploy',
  severity: 'major',
  source: 'amun-ai/hypha#960',
  tier: 'staging',
  meant: { 'pr-staging': ['transport/twelve-at-once'] },
  outOfSight: 'a handful of connections is no storm',
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startHaproxy({ relays: [url] }),
    broken: ({ url }) => startHaproxy({ relays: [url], backend: ['timeout queue 2s', 'default-server maxconn 12'] }),
  },
} satisfies Fault;
