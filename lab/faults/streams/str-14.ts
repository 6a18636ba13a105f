import type { Fault } from '../fault.ts';

export default {
  id: 'STR-14',
  title: 'A draft can be settled',
  class: 'streams',
  severity: 'major',
  source: 'StreamPay frontend#138: its create and settle leave out the start',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/settle-before-start-is-refused'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        allowed: (healthy, { change, stream }) => healthy || (change === 'settle' && stream.status === 'draft'),
      },
    }),
  },
} satisfies Fault;
