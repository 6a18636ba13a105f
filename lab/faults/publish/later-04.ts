import type { Fault } from '../fault.ts';

export default {
  id: 'LATER-04',
  title: 'New events are refused as duplicates, now and then',
  class: 'publish',
  severity: 'blocker',
  source: 'UTXOnly/nostpy-relay#73',
  tier: 'fast',
  later: true,
  meant: {
    'prod-canary': ['nip-29/member-message-is-accepted'],
    'pr-staging': ['nip-01/writes-in-parallel'],
  },
  injection: {
    at: 'wire',
    wire: () => {
      let events = 0;
      return {
        connection: ({ toClient }) => ({
          fromClient: (frame, pass) => {
            const [verb, event] = frame as [string, { id: string; kind: number } | undefined];
            const isUnlucky = verb === 'EVENT' && event?.kind === 9 && (events += 1) % 2 === 0;
            if (isUnlucky) toClient(['OK', event.id, false, 'duplicate: already have this event']);
            else pass(frame);
          },
        }),
      };
    },
  },
} satisfies Fault;
