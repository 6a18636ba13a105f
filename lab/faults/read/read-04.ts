import type { Fault } from '../fault.ts';
import { answeredOnWire } from '../parts/read-wire.ts';

export default {
  id: 'READ-04',
  title: 'EOSE overtakes the stored events',
  class: 'read',
  severity: 'major',
  source: 'nostr-dev-kit/ndk#35',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-stored', 'canary/earlier-message-is-kept'],
    'pr-staging': ['nip-01/stored-come-before-eose'],
  },
  injection: {
    at: 'wire',
    wire: () => answeredOnWire((frames) => [...frames.slice(-1), ...frames.slice(0, -1)]),
  },
} satisfies Fault;
