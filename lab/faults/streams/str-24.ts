import type { Fault } from '../fault.ts';

export default {
  id: 'STR-24',
  title: 'The list comes in another envelope',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend: the second version of the list is {streams, meta}',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/list-is-shown'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        response: ({ body, ...answer }, { path }) => {
          const { data, meta } = (body ?? {}) as { data?: unknown; meta?: unknown };
          return { ...answer, body: path === '/api/streams' && Array.isArray(data) ? { streams: data, meta } : body };
        },
      },
    }),
  },
} satisfies Fault;
