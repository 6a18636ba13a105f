import type { Fault } from '../fault.ts';

export default {
  id: 'STR-09',
  title: 'Create says 201 and keeps nothing',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend: streams are kept in a Map of one process',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/create-makes-a-stream', 'streams/created-stream-is-listed'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        keep: (stream, next) => {
          if (stream.status !== 'draft') next(stream);
        },
      },
    }),
  },
} satisfies Fault;
