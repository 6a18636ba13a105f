import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Received {
  method: string;
  path: string;
  contentType: string;
  body: string;
}

/** A server that takes what is sent to it, or refuses it. */
export interface Collector {
  url: string;
  received: Received[];
  stop: () => Promise<void>;
}

/** Starts a server on loopback that answers each request with a status, or never where the status is `silent`. */
export async function startCollector(statusOf: (path: string) => number | 'silent' = () => 200): Promise<Collector> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const body = Buffer.concat(chunks).toString();
      received.push({ method, path, contentType: headers['content-type'] ?? '', body });
      const status = statusOf(path);
      if (status !== 'silent') response.writeHead(status).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, stop };
}
