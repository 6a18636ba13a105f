import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Place } from '../fault.ts';

const PATH = '/relay';
const HEADER = 'X-Forwarded-Prefix';

/** Where a relay is told under which path it was asked for. */
export const prefixSaid = (headers: IncomingHttpHeaders): string => headers[HEADER.toLowerCase()]?.toString() ?? '';

/** Asks for the same below the path, and says so; undefined: what is asked for is elsewhere. One request per connection. */
function withoutPath(request: Buffer): Buffer | undefined {
  const text = request.toString('latin1');
  const [line = '', method, below] = /^(\w+) \/relay(?:\/?)(\S*) HTTP\/1\.1\r\n/.exec(text) ?? [];
  if (method === undefined) return undefined;
  const rest = text.slice(line.length);
  return Buffer.from(`${method} /${below ?? ''} HTTP/1.1\r\n${HEADER}: ${PATH}\r\n${rest}`, 'latin1');
}

/** A reverse proxy on loopback that has the relay below a path. */
export async function startPathFront(upstream: string): Promise<Place> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const relay = connect(Number(new URL(upstream).port), '127.0.0.1');
    for (const socket of [client, relay]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        relay.destroy();
      });
    }
    client.once('data', (first: Buffer) => {
      const onward = withoutPath(first);
      if (!onward) return void client.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
      relay.write(onward);
      client.pipe(relay).pipe(client);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`,
    stop: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
