import type { WebSocket } from 'ws';
import type { Fault } from '../fault.ts';

export default {
  id: 'AUTH-14',
  title: 'The second login on a connection kills the connection',
  class: 'auth',
  severity: 'major',
  source: 'fiatjaf/khatru@21b08cb',
  tier: 'fast',
  meant: {
    'pr-staging': [
      'nip-42/second-login-counts',
      'nip-42/first-login-still-counts',
      'nip-42/second-login-of-one-key-is-accepted',
    ],
  },
  injection: {
    at: 'relay',
    relay: () => {
      let speaking: WebSocket;
      return {
        seams: {
          socket: (webSocket) => {
            webSocket.on('message', () => {
              speaking = webSocket;
            });
          },
          authDecision: (healthy, { authedPubkeys }) => {
            if (!healthy.accepted || authedPubkeys.length === 0) return healthy;
            speaking.terminate();
            return null;
          },
        },
      };
    },
  },
} satisfies Fault;
