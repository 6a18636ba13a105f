import type { Fault } from '../fault.ts';
import { prefixSaid, startPathFront } from '../parts/auth-path.ts';

export default {
  id: 'AUTH-04',
  title: 'Logins are refused where the relay is served below a path, which it leaves out of its own URL',
  class: 'auth',
  severity: 'blocker',
  source: 'fiatjaf/khatru#56',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/auth-is-answered-with-ok'],
    'pr-staging': ['nip-42/every-connection-can-log-in'],
  },
  deployment: {
    relay: { seams: { relayUrl: (healthy, { headers }) => `${healthy.replace(/\/$/, '')}${prefixSaid(headers)}` } },
  },
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startPathFront(url),
    broken: async ({ url, restart }) => {
      await restart({ seams: {} });
      return startPathFront(url);
    },
  },
} satisfies Fault;
