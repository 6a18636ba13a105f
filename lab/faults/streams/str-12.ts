import type { Fault } from '../fault.ts';

export default {
  id: 'STR-12',
  title: 'A negative rate is taken',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend@3f54900: it is only looked whether there is a rate',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/invalid-is-refused-by-field'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({ seams: { invalid: (healthy) => healthy.filter(({ code }) => code !== 'NEGATIVE_RATE') } }),
  },
} satisfies Fault;
