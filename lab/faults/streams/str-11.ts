import type { Fault } from '../fault.ts';

export default {
  id: 'STR-11',
  title: 'Another body under the same key gets the first answer',
  class: 'streams',
  severity: 'major',
  source: 'josipmusa/idempotency4j#12',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/other-body-is-refused'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: { recall: (healthy) => (healthy.as === 'other' ? { ...healthy, as: 'same' } : healthy) },
    }),
  },
} satisfies Fault;
