import type { Fault } from '../fault.ts';
import { liveFrames } from '../parts/broadcast-live.ts';

export default {
  id: 'BC-02',
  title: 'Every subscription falls silent at EOSE',
  class: 'broadcast',
  severity: 'blocker',
  source: 'UTXOnly/nostpy-relay#87',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-delivered'],
    'pr-staging': ['nip-01/live-to-another-connection', 'nip-01/live-to-later-subscriptions'],
  },
  injection: { at: 'wire', wire: () => ({ connection: () => liveFrames(() => () => false) }) },
} satisfies Fault;
