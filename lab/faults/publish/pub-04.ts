import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { isContent } from '../../promises/breaks.ts';
import type { Fault } from '../fault.ts';

const PLACEHOLDER = '0'.repeat(64);

/** Moderation is answered rightly, or no group could be founded. */
export default {
  id: 'PUB-04',
  title: 'The OK names a placeholder instead of the event that was sent',
  class: 'publish',
  severity: 'major',
  source: 'UTXOnly/nostpy-relay#48',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-accepted'],
    'pr-staging': ['nip-01/ok-names-its-event', 'nip-01/ok-has-four-elements'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => {
        const published = new Set<unknown>();
        return {
          fromClient: (frame, pass) => {
            const event = frame[1] as NostrEvent;
            if (frame[0] === 'EVENT' && isContent(event)) published.add(event.id);
            pass(frame);
          },
          fromRelay: (frame, pass) => {
            const [verb, id, ...rest] = frame;
            pass(verb === 'OK' && published.has(id) ? [verb, PLACEHOLDER, ...rest] : frame);
          },
        };
      },
    }),
  },
} satisfies Fault;
