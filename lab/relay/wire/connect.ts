import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Relay } from '../relay.ts';
import { onMessage } from './on-message.ts';
import { Socket } from './socket.ts';

/** Serves one WebSocket from its challenge (NIP-42) to its end. */
export function connect(webSocket: WebSocket, request: IncomingMessage, relay: Relay): void {
  const challenge = relay.seams.challenge(randomBytes(16).toString('hex'));
  const socket = new Socket(webSocket, relay, challenge, relay.seams.relayUrl(urlOf(request), request));
  relay.listeners.add(socket);
  webSocket.on('message', (data, isBinary) => {
    onMessage(socket, data, isBinary);
  });
  webSocket.on('close', () => {
    relay.listeners.delete(socket);
  });
  if (challenge !== null) socket.send(['AUTH', challenge]);
}

/** The URL under which the client reached the relay, seen through a proxy that says so. */
function urlOf(request: IncomingMessage): string {
  const said = (name: string): string | undefined => request.headers[name]?.toString().split(',')[0]?.trim();
  const scheme = ['https', 'wss'].includes(said('x-forwarded-proto') ?? '') ? 'wss' : 'ws';
  const host = said('x-forwarded-host') ?? said('host') ?? '';
  return `${scheme}://${host}${(request.url ?? '/').replace(/\?.*$/, '')}`;
}
