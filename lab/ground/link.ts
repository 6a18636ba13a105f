import { connect, createServer, type Server, type Socket } from 'node:net';
import { seededRandom } from '../random.ts';
import type { Ground } from './ground.ts';
import { openLane, type Lane, type Toxics, type Traffic } from './lane.ts';

/** Towards the server, and back from it. */
export type Direction = 'up' | 'down';

/** A line between a client and a server that can be made bad while it is in use. */
export interface Link {
  /** Where clients connect, on 127.0.0.1. */
  port: number;
  /** Sets the toxics of one direction, or of both; those that were set before are gone. */
  make: (toxics: Toxics, direction?: Direction) => void;
  /** Resets every connection; new ones are let in. Gives how many it was: none is no proof. */
  cut: () => number;
  /** Resets every connection and lets nobody in (ECONNREFUSED) until `heal`. */
  refuse: () => Promise<number>;
  /** A good line again, on the same port. */
  heal: () => Promise<void>;
  /** What happened on it so far. */
  readonly seen: { connections: number; resets: number } & Record<Direction, Traffic>;
  close: () => Promise<void>;
}

interface LinkOptions {
  to: { host?: string; port: number };
  /** Of the jitter. */
  seed?: number;
}

/** Opens a line to a server. It lives in this process: where that ends, the line is cut. */
export async function openLink(ground: Pick<Ground, 'ports'>, { to, seed = 1 }: LinkOptions): Promise<Link> {
  const [port = 0] = await ground.ports(1);
  const random = seededRandom(seed);
  const none = (): Traffic => ({ bytes: 0, delayed: 0, limited: 0 });
  const seen = { connections: 0, resets: 0, up: none(), down: none() };
  const toxics: Record<Direction, Toxics> = { up: {}, down: {} };
  let held: (() => unknown)[] = [];
  const open = new Map<Socket, { sockets: Socket[]; lanes: Lane[] }>();

  const lead = (client: Socket): void => {
    seen.connections++;
    const server = connect({ host: to.host ?? '127.0.0.1', port: to.port, noDelay: true, allowHalfOpen: true });
    const lane = (direction: Direction, from: Socket, into: Socket): Lane =>
      openLane({ from, to: into, toxics: () => toxics[direction], random, traffic: seen[direction] });
    open.set(client, { sockets: [client, server], lanes: [lane('up', client, server), lane('down', server, client)] });
    for (const [direction, one, other] of [
      ['up', client, server],
      ['down', server, client],
    ] as const) {
      // What nothing passes does not tell of a reset either.
      const reset = (): unknown => (toxics[direction].isBlackhole ? held.push(reset) : other.resetAndDestroy());
      one.on('error', reset);
      one.once('close', () => {
        if (client.destroyed && server.destroyed) open.delete(client);
        else if (!one.readableEnded) reset();
      });
    }
  };

  const cut = (): number => {
    const cutNow = open.size;
    for (const { sockets } of [...open.values()]) for (const socket of sockets) socket.resetAndDestroy();
    seen.resets += cutNow;
    return cutNow;
  };
  let server: Server | undefined = await listen(port, lead);
  const closeDoor = (): Promise<void> =>
    new Promise((resolve) => {
      if (server === undefined) resolve();
      server?.close(() => resolve());
      server = undefined;
      cut(); // A server is closed when its last connection is.
    });
  const make = (wanted: Toxics, direction?: Direction): void => {
    for (const way of direction === undefined ? (['up', 'down'] as const) : [direction]) toxics[way] = { ...wanted };
    for (const { lanes } of open.values()) for (const lane of lanes) lane.wake();
    const told = held;
    held = [];
    for (const tell of told) tell();
  };
  return {
    port,
    seen,
    make,
    cut,
    refuse: async () => {
      const cutNow = open.size;
      await closeDoor();
      return cutNow;
    },
    heal: async () => {
      make({});
      server ??= await listen(port, lead);
    },
    close: closeDoor,
  };
}

const listen = (port: number, lead: (client: Socket) => void): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, lead);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
