import type { Fault } from '../fault.ts';

export default {
  id: 'STR-23',
  title: 'OpenAPI describes another header and other paths than are served',
  class: 'streams',
  severity: 'minor',
  source: 'StreamPay frontend: its README has /readyz, served is /api/readyz',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/openapi-agrees'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        openapi: (healthy) => ({
          ...healthy,
          components: { securitySchemes: { bearer: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' } } },
          paths: Object.fromEntries(
            Object.entries(healthy['paths'] as object).map(([path, item]) => [
              path.replace('/api/', '/'),
              item as unknown,
            ]),
          ),
        }),
      },
    }),
  },
} satisfies Fault;
