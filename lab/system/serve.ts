import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { answerHttp } from '../relay/http/answer.ts';
import { answerUpgrade } from '../relay/http/upgrade.ts';
import { DEFAULT_LIMITS } from '../relay/policy/options.ts';
import type { Relay } from '../relay/relay.ts';

interface Serving {
  port: number;
  name: string;
  /** The relay of now. */
  relay: () => Relay;
  /** Answers what begins with /api/. */
  api: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface Served {
  /** Closes every WebSocket with 1012: come again. */
  sendAway: (words: string) => void;
  stop: () => Promise<void>;
}

const GOODBYE_MS = 500;
const COMES_AGAIN = 1012;

/** Listens on 127.0.0.1 for HTTP and WebSocket, as the embedded relay does, with an API beside it. */
export async function serve({ port, name, relay, api }: Serving): Promise<Served> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: DEFAULT_LIMITS.maxMessageBytes });
  const streams = new Set<Duplex>();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/')) api(request, response);
    else answerHttp(request, response, relay(), { name, version: '0.1.0' });
  });
  server.on('connection', (stream) => {
    streams.add(stream);
    stream.on('close', () => streams.delete(stream));
  });
  server.on('upgrade', (request, stream, head) => answerUpgrade(request, stream, head, sockets, relay()));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const sendAway = (code: number, words: string): void => {
    for (const webSocket of sockets.clients) webSocket.close(code, words);
  };
  return {
    sendAway: (words) => sendAway(COMES_AGAIN, words),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      sendAway(1001, 'the relay is going away');
      const cutOff = setTimeout(() => {
        for (const stream of streams) stream.destroy();
      }, GOODBYE_MS);
      await closed;
      clearTimeout(cutOff);
    },
  };
}
