import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { HttpReply, UpgradeAnswer } from '../relay/seams.ts';

/** A message of either side, parsed. What is no JSON array is handed on untouched. */
export type Frame = unknown[];

/** One connection through the proxy, and what can be done to it beside changing frames. */
export interface Line {
  /** Says something to the client that the relay did not say. */
  toClient: (frame: Frame | string) => void;
  /** Says something to the relay that the client did not say. */
  toRelay: (frame: Frame | string) => void;
  /** Ends the connection without a good-bye: the client sees 1006. */
  cut: () => void;
  /** The client's WebSocket, for what is below messages. */
  client: WebSocket;
  request: IncomingMessage;
}

/** What is done to the frames of one connection. Not calling `pass` swallows the frame. */
export interface FrameChanges {
  fromClient?: (frame: Frame, pass: (frame: Frame | string) => void) => void;
  fromRelay?: (frame: Frame, pass: (frame: Frame | string) => void) => void;
}

/** What the proxy does wrong. What is left out is healthy. */
export interface Wire {
  /** Called for each connection. */
  connection?: (line: Line) => FrameChanges;
  /** Before the WebSocket handshake. */
  upgrade?: (request: IncomingMessage) => UpgradeAnswer;
  /** The relay's answer to a plain HTTP request; `cut`: the connection is closed without one. */
  http?: (request: IncomingMessage, reply: HttpReply) => HttpReply | 'cut';
  /** Whether the proxy answers pings. Default: true. */
  answersPings?: boolean;
}

/** A proxy on loopback that reads and changes Nostr messages, before any relay. */
export interface FrameProxy {
  url: string;
  /** From now on, for new connections; those that are open are closed. */
  change: (wire: Wire) => void;
  stop: () => Promise<void>;
}

const MOST_BYTES = 8 * 1024 * 1024;

/** Starts a proxy on a free port before the relay at `upstream` (ws://…). The relay sees the Host that the client asked for. */
export async function startFrameProxy(upstream: string): Promise<FrameProxy> {
  let wire: Wire = {};
  const server = createServer((request, response) => forward(request, response, upstream, wire));
  const accepting = (autoPong: boolean): WebSocketServer =>
    new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES, autoPong });
  const [polite, silent] = [accepting(true), accepting(false)];
  const open = new Set<Duplex>();
  server.on('connection', (socket) => {
    open.add(socket.once('close', () => open.delete(socket)));
  });
  server.on('upgrade', (request, socket, head) => {
    const answer = wire.upgrade?.(request) ?? 'accept';
    socket.on('error', () => socket.destroy());
    if (answer === 'hang-before') return;
    if (typeof answer === 'object')
      return void socket.end(`HTTP/1.1 ${answer.status} Broken\r\nConnection: close\r\n\r\n`);
    (wire.answersPings === false ? silent : polite).handleUpgrade(request, socket, head, (client) => {
      if (answer === 'accept') join(client, request, upstream, wire);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hangUp = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    change: (other) => {
      wire = other;
      hangUp();
    },
    stop: async () => {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
}

const textOf = (frame: Frame | string): string => (typeof frame === 'string' ? frame : JSON.stringify(frame));

/** Joins a client to the relay, through the changes of this connection. */
function join(client: WebSocket, request: IncomingMessage, upstream: string, wire: Wire): void {
  const { host = '', origin } = request.headers;
  const relay = new WebSocket(`${upstream}${request.url === '/' ? '' : (request.url ?? '')}`, {
    headers: { host, ...(origin !== undefined && { origin }) },
    perMessageDeflate: false,
    maxPayload: MOST_BYTES,
  });
  const waiting: string[] = [];
  const toRelay = (frame: Frame | string): void => {
    if (relay.readyState === WebSocket.CONNECTING) waiting.push(textOf(frame));
    else if (relay.readyState === WebSocket.OPEN) relay.send(textOf(frame));
  };
  const toClient = (frame: Frame | string): void => {
    if (client.readyState === WebSocket.OPEN) client.send(textOf(frame));
  };
  const cut = (): void => client.terminate();
  const { fromClient, fromRelay } = wire.connection?.({ toClient, toRelay, cut, client, request }) ?? {};
  relay.on('open', () => {
    for (const text of waiting.splice(0)) relay.send(text);
  });
  client.on('message', (data, isBinary) => hand(data as Buffer, isBinary, fromClient, toRelay, relay));
  relay.on('message', (data, isBinary) => hand(data as Buffer, isBinary, fromRelay, toClient, client));
  client.on('close', () => relay.terminate());
  relay.on('close', (code) => client.close(code >= 1000 && code < 1004 ? code : 1001));
  relay.on('error', () => client.terminate());
  client.on('error', () => relay.terminate());
}

function hand(
  data: Buffer,
  isBinary: boolean,
  change: FrameChanges['fromRelay'],
  pass: (frame: Frame | string) => void,
  onward: WebSocket,
): void {
  if (isBinary) {
    if (onward.readyState === WebSocket.OPEN) onward.send(data);
    return;
  }
  const text = data.toString();
  const frame = parse(text);
  if (!frame || !change) {
    pass(text);
    return;
  }
  try {
    change(frame, (changed) => pass(changed === frame ? text : changed));
  } catch {
    pass(text); // Nested too deeply to be written again.
  }
}

function parse(text: string): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return Array.isArray(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}

/** Hands on a plain HTTP request, and the relay's answer as the fault would have it. */
function forward(request: IncomingMessage, response: ServerResponse, upstream: string, { http }: Wire): void {
  const { method, url, headers } = request;
  const target = new URL(url ?? '/', upstream.replace('ws:', 'http:'));
  const asking = ask(target, { method, headers }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => {
      const plain = Object.entries(answer.headers)
        .filter(([name]) => name !== 'transfer-encoding' && name !== 'content-length')
        .map(([name, value]) => [name, String(value)]);
      const healthy = {
        status: answer.statusCode ?? 502,
        headers: Object.fromEntries(plain) as Record<string, string>,
        body: Buffer.concat(parts).toString(),
      };
      const reply = http?.(request, healthy) ?? healthy;
      if (reply === 'cut') request.socket.destroy();
      else response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  asking.on('error', () => response.writeHead(502).end());
  request.pipe(asking);
}
