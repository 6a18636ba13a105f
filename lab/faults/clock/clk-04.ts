import type { Fault } from '../fault.ts';

const SKEW_SECONDS = 2;

/** `since` is compared by >, and with a clock that is two seconds ahead of the client's. */
export default {
  id: 'CLK-04',
  title: 'A live subscription since now misses what is written in its first moments',
  class: 'clock',
  severity: 'minor',
  source: 'ContextVM/sdk#63',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-01/live-since-now'],
  },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: () => {
        const since = new Map<unknown, number>();
        const isLive = new Set<unknown>();
        return {
          fromClient: (frame, pass) => {
            const [verb, id, filter] = frame as [string, unknown, { since?: number } | undefined];
            if (verb === 'REQ') {
              since.set(id, filter?.since ?? -Infinity);
              isLive.delete(id);
            }
            pass(frame);
          },
          fromRelay: (frame, pass) => {
            const [verb, id, event] = frame as [string, unknown, { created_at: number } | undefined];
            if (verb === 'EOSE') isLive.add(id);
            const isEarly = event && event.created_at <= (since.get(id) ?? -Infinity) + SKEW_SECONDS;
            if (!(verb === 'EVENT' && isLive.has(id) && isEarly)) pass(frame);
          },
        };
      },
    }),
  },
} satisfies Fault;
