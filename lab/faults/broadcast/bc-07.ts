import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { isContent } from '../../promises/breaks.ts';
import type { Fault } from '../fault.ts';

/** What founds and governs groups is saved still. */
export default {
  id: 'BC-07',
  title: 'An event is delivered live and was never saved',
  class: 'broadcast',
  severity: 'blocker',
  source: 'fiatjaf/pyramid@bad2caa',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-stored'],
    'pr-staging': ['nip-01/accepted-is-stored-and-delivered'],
  },
  injection: {
    at: 'wire',
    wire: () => {
      const unsaved = new Set<string>();
      return {
        connection: () => {
          const answering = new Set<unknown>();
          return {
            fromClient: (frame, pass) => {
              const [verb, value] = frame as [string, unknown];
              if (verb === 'EVENT' && isContent(value as NostrEvent)) unsaved.add((value as NostrEvent).id);
              if (verb === 'REQ') answering.add(value);
              pass(frame);
            },
            fromRelay: (frame, pass) => {
              const [verb, id, event] = frame as [string, string, NostrEvent];
              if (verb === 'EOSE') answering.delete(id);
              if (verb !== 'EVENT' || !answering.has(id) || !unsaved.has(event.id)) pass(frame);
            },
          };
        },
      };
    },
  },
} satisfies Fault;
