import type { Fault } from '../fault.ts';

export default {
  id: 'STR-16',
  title: 'What has ended is settled again under another key',
  class: 'streams',
  severity: 'blocker',
  source: 'furthemore/APIS#193',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/settles-only-once'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        allowed: (healthy, { change, stream }) => healthy || (change === 'settle' && stream.status === 'ended'),
      },
    }),
  },
} satisfies Fault;
