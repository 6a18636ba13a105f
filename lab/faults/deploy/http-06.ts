import type { Fault } from '../fault.ts';
import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { startHaproxy } from '../../infrastructure/haproxy.ts';

export default {
  id: 'HTTP-06',
  title: 'HTTP is served, and the way of WebSockets leads to a server that is gone',
  class: 'deploy',
  severity: 'blocker',
  source: 'nostrband/noauth#345',
  tier: 'fast',
  meant: { 'prod-canary': ['canary/relay-answers'] },
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startHaproxy({ relays: [url] }),
    broken: async ({ url }) =>
      startHaproxy({
        relays: [url],
        frontend: ['use_backend sockets if { hdr(Upgrade) -i websocket }'],
        sections: ['backend sockets', `  server gone 127.0.0.1:${await freePort()}`],
      }),
  },
} satisfies Fault;
