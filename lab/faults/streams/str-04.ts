import type { Fault } from '../fault.ts';

export default {
  id: 'STR-04',
  title: 'Any token will do',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend: /api/v2/streams asks only whether there is an Authorization header',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/wrong-credentials-are-refused'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        authorization: (healthy, { credential, users: [first] }) => (credential === undefined ? healthy : first?.name),
      },
    }),
  },
} satisfies Fault;
