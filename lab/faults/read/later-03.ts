import type { Fault } from '../fault.ts';

export default {
  id: 'LATER-03',
  title: 'A CLOSE is answered with CLOSED, which clients take for the answer to what they asked next',
  class: 'read',
  severity: 'minor',
  source: 'privkeyio/wisp#84',
  tier: 'fast',
  later: true,
  meant: {},
  missedBecause: 'No requirement says it: NIP-01 tells when CLOSED is sent, and forbids no other.',
  injection: {
    at: 'wire',
    wire: () => ({
      connection: ({ toClient }) => ({
        fromClient: (frame, pass) => {
          pass(frame);
          if (frame[0] === 'CLOSE') toClient(['CLOSED', frame[1], '']);
        },
      }),
    }),
  },
} satisfies Fault;
