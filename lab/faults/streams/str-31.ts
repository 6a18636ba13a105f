import type { Fault } from '../fault.ts';

export default {
  id: 'STR-31',
  title: 'The list is shown without a key',
  class: 'streams',
  severity: 'blocker',
  source: 'Unleash/unleash-examples#58',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/list-needs-credentials'] },
  injection: {
    at: 'streams',
    dialect: 'backend',
    streams: () => ({
      seams: {
        authorization: (healthy, { credential, users: [first] }) => (credential === undefined ? first?.name : healthy),
      },
    }),
  },
} satisfies Fault;
