import type { Line } from '../../proxy/frames.ts';
import type { Fault } from '../fault.ts';

const QUERY_MS = 3000;

export default {
  id: 'READ-27',
  title: 'Every read takes seconds and waits for the one before',
  class: 'capacity',
  severity: 'major',
  source: 'scsibug/nostr-rs-relay#58',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-stored'],
    'pr-staging': ['nip-01/many-subscriptions'],
  },
  injection: {
    at: 'wire',
    wire: () => {
      const waiting: { client: Line['client']; query: () => void }[] = [];
      let isReading = false;
      const readNext = (): void => {
        let next = waiting.shift();
        while (next && next.client.readyState !== next.client.OPEN) next = waiting.shift();
        isReading = next !== undefined;
        if (!next) return;
        const { query } = next;
        setTimeout(() => {
          query();
          readNext();
        }, QUERY_MS);
      };
      return {
        connection: ({ client }) => ({
          fromClient: (frame, pass) => {
            if (frame[0] === 'REQ') waiting.push({ client, query: () => pass(frame) });
            else pass(frame);
            if (!isReading) readNext();
          },
        }),
      };
    },
  },
} satisfies Fault;
