import type { Fault } from '../fault.ts';
import { crashing } from '../parts/membership-crash.ts';

const DELETE_GROUP = 9008;

/** What is done after a deletion looks for the group, which is gone. */
export default {
  id: 'MEM-13',
  title: 'The deletion of a group crashes the relay: everybody is cut off, and nobody gets an answer',
  class: 'membership',
  severity: 'blocker',
  source: 'fiatjaf/relay29#19',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-29/deletion-is-survived'] },
  outOfSight: 'only an admin deletes a group',
  injection: {
    at: 'relay',
    relay: () => {
      const { socket, crash } = crashing();
      return {
        seams: {
          socket,
          store: (event, next) => {
            next(event);
            if (event.kind === DELETE_GROUP) crash();
          },
        },
      };
    },
  },
} satisfies Fault;
