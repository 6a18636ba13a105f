import type { Fault } from '../fault.ts';
import { overTls } from '../parts/transport-certificates.ts';

export default {
  id: 'TR-01',
  title: 'The TLS certificate expired yesterday',
  class: 'transport',
  severity: 'blocker',
  source: 'aisstream/issues#229',
  tier: 'fast',
  meant: { 'prod-canary': ['canary/relay-answers'] },
  injection: {
    at: 'infrastructure',
    healthy: (relay) => overTls(relay, {}),
    broken: (relay) => overTls(relay, { validForDays: -1 }),
  },
} satisfies Fault;
