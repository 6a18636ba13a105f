import type { Fault } from '../fault.ts';

export default {
  id: 'STR-35',
  title: 'What is completed can be completed again, and is paid again',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay backend: PATCH takes any status, whatever the present one is',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/settles-only-once'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'backend',
    streams: () => ({
      seams: {
        allowed: (healthy, { change, stream }) => healthy || (change === 'completed' && stream.status === 'completed'),
      },
    }),
  },
} satisfies Fault;
