import type { RawData, WebSocket } from 'ws';
import type { Seams } from '../../../lab/relay/seams.ts';

/** A message as one connection carried it. */
export interface Carried {
  from: 'client' | 'relay';
  frame: unknown[];
}

/** Writes down what each connection of a relay carries, in order. `also` may break in. */
export function recording(also: (webSocket: WebSocket, frame: unknown[]) => void = () => undefined): {
  connections: Carried[][];
  seams: Partial<Seams>;
} {
  const connections: Carried[][] = [];
  const socket = (webSocket: WebSocket): void => {
    const carried: Carried[] = [];
    connections.push(carried);
    webSocket.on('message', (data: RawData) => {
      const frame = JSON.parse((data as Buffer).toString()) as unknown[];
      carried.push({ from: 'client', frame });
      also(webSocket, frame);
    });
    const send = webSocket.send.bind(webSocket) as (text: string) => void;
    webSocket.send = (text: string): void => {
      carried.push({ from: 'relay', frame: JSON.parse(text) as unknown[] });
      send(text);
    };
  };
  return { connections, seams: { socket } };
}

/** Ids of the subscriptions that were asked for. The read that provokes a challenge has a name of its own. */
export const subscriptionIds = (connections: Carried[][]): string[] =>
  connections
    .flat()
    .filter(({ from, frame }) => from === 'client' && frame[0] === 'REQ')
    .map(({ frame }) => String(frame[1]))
    .filter((id) => id !== 'who-am-i');

/** The most subscriptions that one connection had open at the same time. */
export function mostOpen(carried: Carried[]): number {
  const open = new Set<unknown>();
  let most = 0;
  for (const { frame } of carried) {
    if (frame[0] === 'REQ') open.add(frame[1]);
    if (frame[0] === 'CLOSE' || frame[0] === 'CLOSED') open.delete(frame[1]);
    most = Math.max(most, open.size);
  }
  return most;
}

/** What a client said between its first AUTH and the answer to it, other logins aside. */
export function saidWhileLoggingIn(carried: Carried[]): unknown[][] {
  const start = carried.findIndex(({ from, frame }) => from === 'client' && frame[0] === 'AUTH');
  const { id } = (carried[start]?.frame[1] ?? {}) as { id?: string };
  const end = carried.findIndex(({ from, frame }) => from === 'relay' && frame[0] === 'OK' && frame[1] === id);
  return carried
    .slice(start + 1, end)
    .filter(({ from, frame }) => from === 'client' && frame[0] !== 'AUTH')
    .map(({ frame }) => frame);
}
