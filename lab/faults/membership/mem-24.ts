import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { isRelayOnly } from '../../relay/event/kinds.ts';
import type { Fault } from '../fault.ts';

const NO_SIGNATURE = '0'.repeat(128);

/** That signing failed is noticed by nobody, and the event is kept and sent all the same. */
export default {
  id: 'MEM-24',
  title: 'What the relay says about groups and members is not signed',
  class: 'membership',
  severity: 'major',
  source: 'fiatjaf/pyramid@86f2e8c',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/metadata-is-validly-signed'] },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => ({
        fromRelay: (frame, pass) => {
          const [verb, id, event] = frame as [string, string, NostrEvent];
          pass(verb === 'EVENT' && isRelayOnly(event.kind) ? [verb, id, { ...event, sig: NO_SIGNATURE }] : frame);
        },
      }),
    }),
  },
} satisfies Fault;
