import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Its certificate is trusted by who sets NODE_EXTRA_CA_CERTS to this file. */
export const CERTIFICATE = 'lab/tls/self-signed.crt';
const KEY = 'lab/tls/self-signed.key';

export interface TlsProxy {
  port: number;
  stop: () => void;
}

/** The request as it came, with the header by which a relay learns that its users speak TLS. */
const headOf = ({ method, url, rawHeaders }: IncomingMessage): string => {
  const headers = rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
  return `${method ?? 'GET'} ${url ?? '/'} HTTP/1.1\r\n${headers}X-Forwarded-Proto: https\r\n\r\n`;
};

/** An HTTPS server on loopback before 127.0.0.1:`target`, as a load balancer that ends TLS. */
export async function startTlsProxy(target: number): Promise<TlsProxy> {
  const server = createServer({ cert: readFileSync(CERTIFICATE), key: readFileSync(KEY) }, (incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const onward = { host: '127.0.0.1', port: target, method, path, headers };
    incoming.pipe(
      request(onward, (response) => response.pipe(outgoing.writeHead(response.statusCode ?? 502, response.headers))),
    );
  });
  const sockets = new Set<Socket>();
  server.on('upgrade', (incoming: IncomingMessage, client: Duplex, first: Buffer) => {
    const upstream = connect(target, '127.0.0.1', () => {
      upstream.write(headOf(incoming));
      upstream.write(first);
      client.pipe(upstream).pipe(client);
    });
    sockets.add(upstream);
    for (const socket of [client, upstream]) socket.on('error', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}
