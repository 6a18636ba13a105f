import type { WebSocket } from 'ws';
import type { Seams } from '../../relay/seams.ts';

/** Something kept for each connection, and the one that is speaking; `socket` has to be among the seams. */
export function forEachSocket<State>(fresh: () => State): { socket: Seams['socket']; speaking: () => State } {
  let speaking = fresh();
  return {
    socket: (webSocket: WebSocket) => {
      const state = fresh();
      // Heard before the relay hears it, and a message is handled at once.
      webSocket.on('message', () => (speaking = state));
    },
    speaking: () => speaking,
  };
}
