import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What gives each TCP connection to one of several servers. */
export interface Turns {
  /** For example http://127.0.0.1:40123 */
  url: string;
  stop(): Promise<void>;
}

/** Starts a balancer of TCP connections. `pick` gives the index of the next server; default: one after the other. */
export async function startTurns(ports: number[], pick = strictTurns(ports.length)): Promise<Turns> {
  const streams = new Set<Socket>();
  const server = createServer((client) => {
    const relay = connect(ports[pick()] ?? 0, '127.0.0.1');
    for (const stream of [client, relay]) {
      streams.add(stream);
      stream.on('error', () => client.destroy());
      stream.on('close', () => streams.delete(stream));
    }
    client.pipe(relay).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const stream of streams) stream.destroy();
    await closed;
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

function strictTurns(count: number): () => number {
  let next = 0;
  return () => next++ % count;
}
