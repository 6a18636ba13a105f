import { startFrameProxy } from '../../proxy/frames.ts';
import type { Fault } from '../fault.ts';

/** The relay is reached by a second port: routing works there, and the Host that the client asked for is handed on. */
export default {
  id: 'AUTH-07',
  title: "Logins are refused at every address but the one in the relay's settings",
  class: 'auth',
  severity: 'blocker',
  source: 'block/buzz#6441',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/auth-is-answered-with-ok'],
    'pr-staging': ['nip-42/every-connection-can-log-in'],
  },
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startFrameProxy(url),
    broken: async ({ url, restart }) => {
      await restart({ seams: { relayUrl: () => url } });
      return startFrameProxy(url);
    },
  },
} satisfies Fault;
