import { startFrameProxy } from '../../proxy/frames.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'HTTP-05',
  title: 'Plain HTTP is answered by closing the connection, so the load balancer says 502',
  class: 'http',
  severity: 'minor',
  source: 'free2z/zuu#1037',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-11/served-with-cors'],
    'pr-staging': ['nip-11/plain-get-is-answered', 'nip-11/head-is-answered'],
  },
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startFrameProxy(url),
    broken: async ({ url, restart }) => {
      await restart({ seams: { http: () => 'cut' } });
      return startFrameProxy(url);
    },
  },
} satisfies Fault;
