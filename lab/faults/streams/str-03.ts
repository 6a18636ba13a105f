import type { Fault } from '../fault.ts';

export default {
  id: 'STR-03',
  title: 'The list is shown without a token',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend: the handler of the list looks at no credentials',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/list-needs-credentials'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        authorization: (healthy, { credential, method, path, users: [first] }) =>
          credential === undefined && method === 'GET' && path === '/api/streams' ? first?.name : healthy,
      },
    }),
  },
} satisfies Fault;
