import type { Fault } from '../fault.ts';

export default {
  id: 'STR-19',
  title: 'Settled, and there is no transaction',
  class: 'streams',
  severity: 'blocker',
  source: 'Abilityai/trinity#1456',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/settle-gives-a-hash'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
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
