import type { Fault } from '../fault.ts';

/** One of several sources of stored events never reports that it is done, and the end waits for all of them. */
export default {
  id: 'READ-01',
  title: 'A request of several filters never gets its EOSE',
  class: 'read',
  severity: 'blocker',
  source: 'divinevideo/divine-mobile#6673',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-stored'],
    'pr-staging': ['nip-01/eose-comes-once', 'nip-01/filters-are-or'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => {
        const several = new Map<unknown, boolean>();
        return {
          fromClient: (frame, pass) => {
            if (frame[0] === 'REQ') several.set(frame[1], frame.length > 3);
            pass(frame);
          },
          fromRelay: (frame, pass) => {
            if (frame[0] !== 'EOSE' || several.get(frame[1]) !== true) pass(frame);
          },
        };
      },
    }),
  },
} satisfies Fault;
