import type { Fault } from '../fault.ts';

/** Two links of a chain of middleware answer. */
export default {
  id: 'PUB-06',
  title: 'Every event is answered by two OKs',
  class: 'publish',
  severity: 'minor',
  source: 'verse-pbc/groups_relay@2221a84',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-01/ok-has-four-elements', 'nip-01/refusal-is-said-once', 'nip-01/ok-names-its-event'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => ({
        fromRelay: (frame, pass) => {
          pass(frame);
          if (frame[0] === 'OK') pass(frame);
        },
      }),
    }),
  },
} satisfies Fault;
