import type { Fault } from '../fault.ts';
import { startHaproxy } from '../../infrastructure/haproxy.ts';

/** The balancer asks only whether somebody listens. */
export default {
  id: 'DEP-08',
  title: 'Connections are taken before the database is there, and nothing that is said on them is answered',
  class: 'lifecycle',
  severity: 'blocker',
  source: 'scsibug/nostr-rs-relay#57',
  tier: 'fast',
  meant: { 'prod-canary': ['canary/relay-answers'] },
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startHaproxy({ relays: [url] }),
    broken: async ({ restart, url }) => {
      await restart({ seams: { upgrade: (_request, healthy) => (healthy === 'accept' ? 'hang-after' : healthy) } });
      return startHaproxy({ relays: [url] });
    },
  },
} satisfies Fault;
