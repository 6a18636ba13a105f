import type { Fault } from '../fault.ts';

export default {
  id: 'STR-01',
  title: 'Ready says 200 and ok while its own check of the database is degraded',
  class: 'streams',
  severity: 'major',
  source: 'litmuschaos/litmus#5414',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/readiness-agrees'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        checks: (healthy) => ({
          ...healthy,
          database: { isHealthy: false, message: 'SQLITE_BUSY: database is locked' },
        }),
        readiness: ({ headers, body }) => ({ status: 200, headers, body: { ...(body as object), status: 'ok' } }),
      },
    }),
  },
} satisfies Fault;
