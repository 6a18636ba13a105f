import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import type { Relay } from '../relay.ts';
import type { UpgradeAnswer } from '../seams.ts';
import { connect } from '../wire/connect.ts';

/** Turns a request into a WebSocket. Only `/` is one: paths that change nothing must not be accepted (NIP-01, 2026). */
export function answerUpgrade(
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  sockets: WebSocketServer,
  relay: Relay,
): void {
  stream.on('error', () => stream.destroy());
  const healthy: UpgradeAnswer = /^\/(\?|$)/.test(request.url ?? '/') ? 'accept' : { status: 404 };
  const answer = relay.seams.upgrade(request, healthy);
  if (answer === 'hang-before') return;
  if (typeof answer === 'object') {
    const { status } = answer;
    stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  sockets.handleUpgrade(request, stream, head, (webSocket) => {
    webSocket.on('error', (error) => {
      relay.say(`socket: ${error.message}`);
    });
    relay.seams.socket(webSocket, request);
    if (answer === 'accept') connect(webSocket, request, relay);
  });
}
