import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds by which one chunk is late, in one direction; `ageMs` is the time since the first connection. */
export type Lateness = (ageMs: number) => number;

export interface LatencyProxy {
  port: number;
  /** Another lateness from now on, and a first connection that is still to come. */
  change: (lateness: Lateness) => void;
  stop: () => Promise<void>;
}

/** Half of the round trip each way; with jitter each chunk is later by up to half of that. */
export const roundTrip =
  (ms: number, { jitterMs = 0, random = Math.random }: { jitterMs?: number; random?: () => number } = {}): Lateness =>
  () =>
    (ms + jitterMs * random()) / 2;

/** Hands on every byte late, and none before those that came earlier. The TCP handshake itself is not delayed. */
function delay(from: Socket, to: Socket, latenessNow: () => number): void {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (act: () => void): void => {
    turn = Promise.all([turn, pause(latenessNow())]).then(act);
  };
  from.on('data', (chunk) => inTurn(() => to.writable && to.write(chunk)));
  from.on('end', () => inTurn(() => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => inTurn(() => to.destroy()));
}

/** A TCP proxy on loopback before 127.0.0.1:`target` that adds a round trip of so many milliseconds, or what `lateness` says. */
export async function startLatencyProxy(target: number, lateness: number | Lateness): Promise<LatencyProxy> {
  let late = typeof lateness === 'number' ? roundTrip(lateness) : lateness;
  let start: number | undefined;
  const latenessNow = (): number => late(start === undefined ? 0 : performance.now() - start);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    start ??= performance.now();
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    delay(client, upstream, latenessNow);
    delay(upstream, client, latenessNow);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    change: (other) => {
      late = other;
      start = undefined;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
