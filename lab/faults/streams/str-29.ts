import type { Fault } from '../fault.ts';

export default {
  id: 'STR-29',
  title: 'The chain takes no transaction',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend, SETTLEMENT_FAILED',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/settle-gives-a-hash', 'streams/nothing-is-left-open'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: { at: 'streams', dialect: 'frontend', streams: () => ({ chain: { failNext: Infinity } }) },
} satisfies Fault;
