import type { Fault } from '../fault.ts';

export default {
  id: 'STR-30',
  title: 'The first page says that it is the last',
  class: 'streams',
  severity: 'major',
  source: 'StreamPay frontend, meta.hasNext: counted after the page was cut, it is always false',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/list-keeps-to-its-pages'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        response: (healthy) => {
          const body = (healthy.body ?? {}) as { meta?: object };
          if (body.meta === undefined) return healthy;
          return { ...healthy, body: { ...body, meta: { ...body.meta, hasNext: false, nextCursor: null } } };
        },
      },
    }),
  },
} satisfies Fault;
