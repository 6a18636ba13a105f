import type { Fault } from '../fault.ts';

const UNKNOWN = 'no community is configured for this host';

/** One half of the incident. The other, another tenant being served, needs several tenants. */
export default {
  id: 'PRIV-05',
  title: 'The relay does not know its own host name any more: 404 for everything',
  class: 'deploy',
  severity: 'blocker',
  source: 'block/buzz#4952',
  tier: 'fast',
  meant: { 'prod-canary': ['canary/relay-answers'] },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        upgrade: () => ({ status: 404 }),
        http: (_request, healthy) => ({ ...healthy, status: 404, body: UNKNOWN }),
      },
    }),
  },
} satisfies Fault;
