import type { Fault } from '../fault.ts';
import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { startHaproxy } from '../../infrastructure/haproxy.ts';

/** A stand-in for a name with two addresses, one of them stale: whoever connects gets one after the other. */
export default {
  id: 'TR-03',
  title: 'At one of two addresses nobody is there',
  class: 'deploy',
  severity: 'major',
  source: 'field incident',
  tier: 'fast',
  meant: { 'prod-canary': ['nip-42/auth-is-answered-with-ok'], 'pr-staging': ['split-brain/reach'] },
  injection: {
    at: 'infrastructure',
    healthy: ({ url }) => startHaproxy({ relays: [url] }),
    broken: async ({ url }) => startHaproxy({ relays: [url, `ws://127.0.0.1:${await freePort()}`] }),
  },
} satisfies Fault;
