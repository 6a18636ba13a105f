import type { Fault } from '../fault.ts';

export default {
  id: 'STR-27',
  title: 'A stream that is not there is answered 200',
  class: 'streams',
  severity: 'minor',
  source: 'StreamPay: an error handler that forgets the status',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/unknown-stream-is-404'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: { response: (healthy) => (healthy.status === 404 ? { ...healthy, status: 200 } : healthy) },
    }),
  },
} satisfies Fault;
