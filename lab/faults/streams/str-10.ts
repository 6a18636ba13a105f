import type { Fault } from '../fault.ts';

export default {
  id: 'STR-10',
  title: 'The same key makes a second stream',
  class: 'streams',
  severity: 'blocker',
  source: 'own-pay/OwnPay#125',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/create-is-idempotent'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({ seams: { recall: (healthy, { deed }) => (deed === 'create' ? { as: 'unknown' } : healthy) } }),
  },
} satisfies Fault;
