import type { Fault } from '../fault.ts';

export default {
  id: 'STR-18',
  title: 'Idempotency keys are forgotten at a restart',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend: keys are kept in a Map of the process',
  tier: 'snapshot',
  meant: { 'pr-staging': ['streams/earlier-settlement-is-kept'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({ seams: { replayKeys: () => [] } }),
  },
} satisfies Fault;
