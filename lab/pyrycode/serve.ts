import { once } from 'node:events';
import { createServer, STATUS_CODES, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { serveBinary } from './binary-side.ts';
import { servePhone } from './phone-side.ts';
import { pathOf, type PyrycodeRelay } from './relay.ts';

/** A listening server. */
interface Served {
  port: number;
  /** Closes every socket with 1001, waits for the good-byes, then cuts what is left. */
  stop: () => Promise<void>;
}

/** Listens for HTTP and WebSocket on one port. Rejects with Node's error where it cannot. */
export async function serve(relay: PyrycodeRelay, host: string, port: number): Promise<Served> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: relay.limits.maxFrameBytes });
  const streams = new Set<Socket>();
  const server = createServer((request, response) => {
    if (pathOf(request) === '/healthz') tellHealth(relay, response);
    else refuse(response, relay.refusal(request) ?? 426);
  });
  server.on('connection', (stream) => {
    streams.add(stream);
    stream.on('close', () => streams.delete(stream));
  });
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const status = relay.refusal(request);
    const answer = relay.seams.upgrade(request, status === undefined ? 'accept' : { status });
    if (answer !== 'accept') {
      refuseUpgrade(stream, answer.status);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (webSocket) => {
      webSocket.on('close', relay.enter());
      webSocket.on('error', (error) => relay.log(`level=INFO msg=socket err=${JSON.stringify(error.message)}`));
      const serverId = String(request.headers['x-pyrycode-server']);
      if (pathOf(request) === '/v1/server') serveBinary(relay, serverId, webSocket);
      else servePhone(relay, serverId, webSocket);
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    for (const webSocket of sockets.clients) webSocket.close(1001, 'shutting down');
    const cutOff = setTimeout(() => {
      for (const stream of streams) stream.destroy();
    }, relay.times.drainWithinMs);
    await closed;
    clearTimeout(cutOff);
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

function tellHealth(relay: PyrycodeRelay, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(relay.health()));
}

const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };

/** Refusals have a line feed for a body, which is Go's way to write an empty text. */
const refuse = (response: ServerResponse, status: number): unknown => response.writeHead(status, PLAIN).end('\n');

function refuseUpgrade(stream: Duplex, status: number): void {
  const headers = { ...PLAIN, Connection: 'close', 'Content-Length': '1' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n\n`);
}
