import type { WebSocket } from 'ws';
import type { Seams } from '../../relay/seams.ts';

const AWAY_MS = 500;

interface Crashes {
  /** To be put among the seams; `each` is called for each WebSocket that was opened. */
  seams: (each?: (webSocket: WebSocket) => void) => Pick<Seams, 'upgrade' | 'socket'>;
  /** The process dies: nobody hears a good-bye, and for a moment nobody can connect. */
  crash: () => void;
}

export function crashes(): Crashes {
  const open = new Set<WebSocket>();
  let backAt = 0;
  return {
    seams: (each) => ({
      upgrade: (_request, healthy) => (performance.now() < backAt ? { status: 503 } : healthy),
      socket: (webSocket) => {
        open.add(webSocket);
        webSocket.once('close', () => open.delete(webSocket));
        each?.(webSocket);
      },
    }),
    crash: () => {
      backAt = performance.now() + AWAY_MS;
      for (const webSocket of open) webSocket.terminate();
    },
  };
}
