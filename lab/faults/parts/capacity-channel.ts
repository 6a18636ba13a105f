import type { WebSocket } from 'ws';
import type { Seams } from '../../relay/seams.ts';

/** Bytes that wait for a client before it counts as slow. */
const STUCK_BYTES = 64 * 1024;
const LOOK_AGAIN_MS = 10;

/** One channel for all deliveries: it waits for the slowest client, and what comes while it is full is lost. */
export function sharedChannel(capacity: number): Pick<Seams, 'socket' | 'deliver'> {
  const sockets = new Set<WebSocket>();
  const channel: (() => void)[] = [];
  let isWaiting = false;
  const isStuck = (): boolean => [...sockets].some(({ bufferedAmount }) => bufferedAmount > STUCK_BYTES);
  const deliverNext = (): void => {
    while (channel.length > 0 && !isStuck()) channel.shift()?.();
    isWaiting = channel.length > 0;
    if (isWaiting) setTimeout(deliverNext, LOOK_AGAIN_MS);
  };
  return {
    socket: (webSocket) => {
      sockets.add(webSocket);
      webSocket.on('close', () => sockets.delete(webSocket));
    },
    deliver: (_event, _subscription, next) => {
      if (channel.length < capacity) channel.push(next);
      if (!isWaiting) deliverNext();
    },
  };
}
