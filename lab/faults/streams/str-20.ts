import type { Fault } from '../fault.ts';

export default {
  id: 'STR-20',
  title: 'Events are never sent',
  class: 'streams',
  severity: 'major',
  source: 'StreamPay frontend: the bus of events ends with its process',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/events-come'] },
  outOfSight: 'prod-canary only reads from a streams API',
  deployment: { environment: { STREAMS_POLICY: 'events', STREAMS_TENANT: 'synthetic' } },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({ seams: { event: () => undefined } }),
  },
} satisfies Fault;
