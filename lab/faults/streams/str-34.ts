import type { Fault } from '../fault.ts';

export default {
  id: 'STR-34',
  title: 'Completed, and there is no transaction',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay backend: PATCH sets the status, and nothing is paid',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/settle-gives-a-hash'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'backend',
    streams: () => ({
      seams: {
        settle: ({ end }) => {
          end();
          return Promise.resolve();
        },
      },
    }),
  },
} satisfies Fault;
