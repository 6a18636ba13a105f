import type { WebSocket } from 'ws';
import type { Seams } from '../../relay/seams.ts';

/** A process that dies and is started again at once: every connection is cut, and what was about to be answered is not. */
export function crashing(): { socket: Seams['socket']; crash: () => void } {
  const open = new Set<WebSocket>();
  return {
    socket: (webSocket) => {
      open.add(webSocket);
      webSocket.on('close', () => open.delete(webSocket));
    },
    crash: () => {
      for (const webSocket of open) webSocket.terminate();
    },
  };
}
