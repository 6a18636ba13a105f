import type { Fault } from '../fault.ts';

/** A history query that was still running when another REQ reused its id puts the old filters back when it ends. */
export default {
  id: 'LATER-02',
  title: 'A subscription that was replaced comes back and delivers what the old filters match',
  class: 'read',
  severity: 'major',
  source: 'fiatjaf/relayer#162',
  tier: 'fast',
  later: true,
  meant: { 'pr-staging': ['nip-01/same-id-replaces'] },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: ({ toRelay }) => {
        const first = new Map<unknown, unknown[]>();
        return {
          fromClient: (frame, pass) => {
            const [verb, id] = frame;
            const older = verb === 'REQ' ? first.get(id) : undefined;
            pass(frame);
            if (verb === 'REQ' && !older) first.set(id, frame);
            if (older) toRelay(older);
          },
        };
      },
    }),
  },
} satisfies Fault;
