import type { Fault } from '../fault.ts';

export default {
  id: 'STR-36',
  title: 'Ready says 200 and ok while the chain is unhealthy',
  class: 'streams',
  severity: 'major',
  source: 'Devlaner/devlane#145',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/readiness-agrees'] },
  injection: {
    at: 'streams',
    dialect: 'backend',
    streams: () => ({
      seams: {
        checks: (healthy) => ({ ...healthy, rpc: { isHealthy: false } }),
        readiness: ({ headers, body }) => ({ status: 200, headers, body: { ...(body as object), status: 'ok' } }),
      },
    }),
  },
} satisfies Fault;
