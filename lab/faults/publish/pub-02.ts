import type { Fault } from '../fault.ts';

/** OK true is said before, or without, the write to the store. */
export default {
  id: 'PUB-02',
  title: 'OK true, but the event was never stored',
  class: 'publish',
  severity: 'blocker',
  source: 'UTXOnly/nostpy-relay#56',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-stored'],
    'pr-staging': ['nip-01/accepted-is-stored-and-delivered'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: ({ toClient }) => ({
        fromClient: (frame, pass) => {
          const [verb, event] = frame as [string, { id: string; kind: number } | undefined];
          if (verb === 'EVENT' && event?.kind === 9) toClient(['OK', event.id, true, '']);
          else pass(frame);
        },
      }),
    }),
  },
} satisfies Fault;
