import { judgeRead } from '../../relay/policy/judge-read.ts';
import type { Fault } from '../fault.ts';
import { secondBooks } from '../parts/privacy-second-books.ts';

/** Who is logged in is kept by address and not by connection, and all clients come from one. */
export default {
  id: 'AUTH-16',
  title: 'One login counts for every connection from the same address, and for those that come later',
  class: 'privacy',
  severity: 'blocker',
  source: 'field incident',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/private-is-unseen'],
    'pr-staging': ['nip-42/login-is-of-one-connection', 'nip-42/login-ends-with-the-connection'],
  },
  injection: {
    at: 'relay',
    relay: () => {
      const { keeping, books } = secondBooks();
      const loggedIn = new Set<string>();
      return {
        seams: {
          ...keeping,
          authDecision: (healthy, { event }) => {
            if (healthy.accepted) loggedIn.add(event.pubkey);
            return healthy;
          },
          readDecision: (_healthy, { filters }) => judgeRead(filters, [...loggedIn], books),
          visible: (_healthy, { event, shownBy }) => books.shows(event, [...loggedIn], shownBy),
        },
      };
    },
  },
} satisfies Fault;
