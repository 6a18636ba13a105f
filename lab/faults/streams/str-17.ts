import type { Fault } from '../fault.ts';

export default {
  id: 'STR-17',
  title: 'A settlement is answered with 502, and the stream has ended all the same',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend: settle sets the state before the chain call',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/settle-gives-a-hash', 'streams/state-agrees-with-answers'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      chain: { failNext: Infinity },
      seams: {
        settle: async ({ pay, end }) => {
          end();
          end(await pay());
        },
      },
    }),
  },
} satisfies Fault;
