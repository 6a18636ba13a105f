import type { Fault } from '../fault.ts';

const MOST = 124;

export default {
  id: 'PUB-12',
  title: 'A connection is cut after so many events, without a word about a limit',
  class: 'capacity',
  severity: 'major',
  source: 'scsibug/nostr-rs-relay#235',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/long-lived-publisher'] },
  outOfSight: 'a visit writes only a handful of messages on each connection',
  injection: {
    at: 'wire',
    wire: () => ({
      connection: ({ cut }) => {
        let events = 0;
        return {
          fromClient: (frame, pass) => {
            if (frame[0] === 'EVENT') events += 1;
            if (events > MOST) cut();
            else pass(frame);
          },
        };
      },
    }),
  },
} satisfies Fault;
