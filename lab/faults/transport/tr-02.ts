import type { Fault } from '../fault.ts';
import { overTls } from '../parts/transport-certificates.ts';

export default {
  id: 'TR-02',
  title: 'The balancer shows the certificate of another host',
  class: 'transport',
  severity: 'blocker',
  source: 'nostrdevkit/nostr#1205',
  tier: 'fast',
  meant: { 'prod-canary': ['canary/relay-answers'] },
  injection: {
    at: 'infrastructure',
    healthy: (relay) => overTls(relay, {}),
    broken: (relay) => overTls(relay, { name: 'DNS:balancer.example' }),
  },
} satisfies Fault;
