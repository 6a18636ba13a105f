import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { isEphemeral } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

export default {
  id: 'PUB-07',
  title: 'Ephemeral events are delivered, and never answered with an OK',
  class: 'publish',
  severity: 'major',
  source: 'scsibug/nostr-rs-relay#220',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/ephemeral-has-its-ok'] },
  outOfSight: 'the canary writes no ephemeral events',
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => {
        const ephemeral = new Set<unknown>();
        return {
          fromClient: (frame, pass) => {
            const event = frame[1] as NostrEvent;
            if (frame[0] === 'EVENT' && isEphemeral(event.kind)) ephemeral.add(event.id);
            pass(frame);
          },
          fromRelay: (frame, pass) => {
            if (frame[0] !== 'OK' || !ephemeral.has(frame[1])) pass(frame);
          },
        };
      },
    }),
  },
} satisfies Fault;
