import type { Fault } from '../fault.ts';

export default {
  id: 'STR-25',
  title: 'Liveness fails while all else goes on',
  class: 'streams',
  severity: 'major',
  source: 'StreamPay frontend, /api/healthz: whoever restarts what is not alive would restart it for ever',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/live'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: { response: (healthy, { path }) => (path === '/api/healthz' ? { ...healthy, status: 500 } : healthy) },
    }),
  },
} satisfies Fault;
