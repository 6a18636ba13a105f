import type { Fault } from '../fault.ts';

export default {
  id: 'STR-02',
  title: 'Not ready, and no dependency is named',
  class: 'streams',
  severity: 'major',
  source: 'StreamPay frontend: the check of the chain reads an account that is the name of the network',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/ready', 'streams/readiness-agrees'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: { readiness: ({ headers }) => ({ status: 503, headers, body: { status: 'degraded', checks: {} } }) },
    }),
  },
} satisfies Fault;
