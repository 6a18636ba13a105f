import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test as base } from '@playwright/test';
import { WebSocketServer, type WebSocket } from 'ws';
import { Connection } from '../../../fixtures/protocol/connection.ts';
import { Deadline } from '../../../fixtures/protocol/deadline.ts';

/** With what a scripted relay speaks to its one visitor. */
export interface Voice {
  /** Sends one message of NIP-01. */
  say: (...message: unknown[]) => void;
  /** For text and bytes that are no such message. */
  socket: WebSocket;
  /** For what is not even a WebSocket frame. */
  wire: Socket;
}

/** What the visitor said; `id` is that of the event or of the subscription. */
export interface Heard {
  verb: string;
  id: string;
  message: unknown[];
}

/** What a relay does when somebody comes, and on each message. Silent where nothing is said. */
export interface Script {
  greets?: (voice: Voice) => void;
  answers?: (voice: Voice, heard: Heard) => void;
}

/** Reads a message of ours, which is well-formed. */
function hear(data: Buffer): Heard {
  const message = JSON.parse(data.toString('utf8')) as [string, string | { id: string }];
  const [verb, subject] = message;
  return { verb, id: typeof subject === 'string' ? subject : subject.id, message };
}

interface ThrowAwayServers {
  /** Starts a relay with a script and connects to it. Both end with the test. */
  aRelayThat: (script: Script) => Promise<Connection>;
  /** Starts a TCP server and gives its address as `host:port`. It ends with the test. */
  aServerThat: (receives: (socket: Socket) => void) => Promise<string>;
  /** Connects to an address, within a second. */
  connect: (url: string) => Promise<Connection>;
}

export const test = base.extend<ThrowAwayServers>({
  connect: async ({}, use) => {
    const connections: Connection[] = [];
    await use(async (url) => {
      const connection = await Connection.open(url, { openWithinMs: 1000, deadline: Deadline.in(5000) });
      connections.push(connection);
      return connection;
    });
    for (const connection of connections) connection.close();
  },

  aRelayThat: async ({ connect }, use) => {
    const servers: WebSocketServer[] = [];
    await use(async ({ greets, answers }) => {
      const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: true });
      servers.push(server);
      server.on('connection', (socket, { socket: wire }) => {
        const say = (...message: unknown[]): void => socket.send(JSON.stringify(message), { compress: false });
        socket.on('error', () => undefined);
        socket.on('message', (data: Buffer) => answers?.({ say, socket, wire }, hear(data)));
        greets?.({ say, socket, wire });
      });
      await once(server, 'listening');
      return connect(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
    for (const server of servers) {
      for (const client of server.clients) client.terminate();
      server.close();
    }
  },

  aServerThat: async ({}, use) => {
    const [servers, sockets]: [ReturnType<typeof createServer>[], Socket[]] = [[], []];
    await use(async (receives) => {
      const server = createServer((socket) => {
        sockets.push(socket.on('error', () => undefined));
        receives(socket);
      });
      servers.push(server.listen(0, '127.0.0.1'));
      await once(server, 'listening');
      return `127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  },
});

export { expect } from '@playwright/test';
