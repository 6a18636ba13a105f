import type { Fault } from '../fault.ts';

const MOST_BYTES = 64 * 1024;

/** A proxy came to stand before the relay, with the default limit of its WebSocket library; the relay goes on to advertise more. */
export default {
  id: 'PUB-10',
  title: 'Who sends more than 64 KiB, as the relay information allows, is cut off with 1009',
  class: 'publish',
  severity: 'major',
  source: 'CodyTseng/nostr-relay-tray#20',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/longest-message-is-kept'] },
  outOfSight: 'the canary writes short messages only, to spare the disk of the relay',
  injection: {
    at: 'wire',
    wire: () => ({
      connection: ({ client }) => ({
        fromClient: (frame, pass) => {
          if (Buffer.byteLength(JSON.stringify(frame)) > MOST_BYTES) client.close(1009, 'message too big');
          else pass(frame);
        },
      }),
    }),
  },
} satisfies Fault;
