import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Relay } from '../relay.ts';
import { answerHttp } from './answer.ts';
import type { RelayIdentity } from './relay-information.ts';
import { answerUpgrade } from './upgrade.ts';

/** How long a client may take to answer the closing handshake when the relay stops. */
const GOODBYE_MS = 500;

/** Shorter messages are sent as they are: compressing them costs more than it saves. */
const COMPRESS_FROM_BYTES = 1024;

/** A listening server. */
export interface Served {
  port: number;
  /** Says goodbye with close code 1001, then ends. */
  stop: () => Promise<void>;
}

/** Where to listen, and whether to compress for clients that offer it (RFC 7692, permessage-deflate). */
interface Listening {
  host: string;
  port: number;
  compress: boolean;
}

/** Listens for HTTP and WebSocket on one port. */
export async function serve(relay: Relay, me: RelayIdentity, { host, port, compress }: Listening): Promise<Served> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: relay.limits.maxMessageBytes,
    perMessageDeflate: compress && { threshold: COMPRESS_FROM_BYTES },
  });
  const streams = new Set<Duplex>();
  const server = createServer((request, response) => {
    answerHttp(request, response, relay, me);
  });
  server.on('connection', (stream) => {
    streams.add(stream);
    stream.on('close', () => streams.delete(stream));
  });
  server.on('upgrade', (request, stream, head) => {
    answerUpgrade(request, stream, head, sockets, relay);
  });
  await listen(server, host, port);
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    for (const webSocket of sockets.clients) webSocket.close(1001, 'the relay is going away');
    const cutOff = setTimeout(() => {
      for (const stream of streams) stream.destroy();
    }, GOODBYE_MS);
    await closed;
    clearTimeout(cutOff);
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const mend = 'choose another port, or 0 for a free one';
    const problem =
      code === 'EADDRINUSE' ? `port: ${port} is taken on ${host}; ${mend}` : `host, port: ${message}; ${mend}`;
    throw new Error(problem, { cause: error });
  }
}
