import type { Fault } from '../fault.ts';

/** How long it takes to send what is stored; only then does the subscription listen. */
const HISTORY_TAKES_MS = 250;

export default {
  id: 'BC-16',
  title: 'What is published while stored events are sent is neither among them nor comes live',
  class: 'broadcast',
  severity: 'major',
  source: 'mattn/nostr-relay#28',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/no-gap-between-stored-and-live'] },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => {
        const unregistered = new Set<unknown>();
        return {
          fromRelay: (frame, pass) => {
            const [verb, id] = frame;
            if (verb === 'EOSE') {
              unregistered.add(id);
              setTimeout(() => {
                unregistered.delete(id);
                pass(frame);
              }, HISTORY_TAKES_MS);
            } else if (verb !== 'EVENT' || !unregistered.has(id)) pass(frame);
          },
        };
      },
    }),
  },
} satisfies Fault;
