import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { hasValidSignature } from '../../../fixtures/protocol/has-valid-signature.ts';
import type { Fault } from '../fault.ts';
import { offTheLog } from '../parts/publish-off-the-log.ts';

export default {
  id: 'DATA-16',
  title: 'A kind is kept in 16 bits: an event of kind 65536 becomes one of kind 0, a profile',
  class: 'data',
  severity: 'minor',
  source: 'rnostr/rnostr@96b148b',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/kind-above-65535-is-refused'] },
  outOfSight: 'the canary writes no such kinds',
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        ...offTheLog,
        parsedEvent: (healthy, value) => {
          const event = value as NostrEvent;
          const isTooHigh = 'problem' in healthy && healthy.problem.startsWith('kind') && event.kind > 65_535;
          return isTooHigh && hasValidSignature(event) ? { event: { ...event, kind: event.kind & 0xffff } } : healthy;
        },
      },
    }),
  },
} satisfies Fault;
