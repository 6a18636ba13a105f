import type { Fault } from '../fault.ts';

/** Readers keep the snapshot with which they began, and only a restart gives them another. */
export default {
  id: 'BC-14',
  title: 'What was written since some moment is delivered and stored, and no new request finds it',
  class: 'read',
  severity: 'blocker',
  source: 'scsibug/nostr-rs-relay#23',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-stored'],
    'pr-staging': ['nip-01/accepted-is-stored-and-delivered'],
  },
  injection: {
    at: 'relay',
    relay: () => {
      const since = new Set<string>();
      return {
        seams: {
          store: (event, next) => {
            since.add(event.id);
            next(event);
          },
          visible: (healthy, { event, shownBy }) => healthy && (shownBy === 'live' || !since.has(event.id)),
        },
      };
    },
  },
} satisfies Fault;
