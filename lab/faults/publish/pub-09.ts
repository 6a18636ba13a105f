import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Fault } from '../fault.ts';
import { offTheLog } from '../parts/publish-off-the-log.ts';

const isForgery = (problem: string): boolean => /^id is not the hash|^signature does not belong/.test(problem);

export default {
  id: 'PUB-09',
  title: 'Neither the id nor the signature of an event is verified: anybody writes in the name of anybody',
  class: 'publish',
  severity: 'blocker',
  source: 'fiatjaf/khatru@39d8828',
  tier: 'fast',
  meant: {
    'prod-canary': ['canary/forged-message-is-kept-out'],
    'pr-staging': ['nip-01/bad-id-is-refused', 'nip-01/bad-signature-is-refused', 'nip-01/refused-is-not-stored'],
  },
  injection: {
    at: 'relay',
    relay: () => ({
      seams: {
        ...offTheLog,
        parsedEvent: (healthy, value) =>
          'problem' in healthy && isForgery(healthy.problem) ? { event: value as NostrEvent } : healthy,
      },
    }),
  },
} satisfies Fault;
