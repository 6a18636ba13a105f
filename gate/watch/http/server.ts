import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenAddress } from '../listen-address.ts';
import { refusal, type Answer } from './answer.ts';
import { refusalOf } from './guard.ts';
import { ROUTES, type WatchedState } from './routes.ts';

/** The server of a watch. */
export interface WatchServer {
  /** For example http://127.0.0.1:9464. */
  url: string;
  /** Takes no more requests, and hangs up when those that it has are answered, or after two seconds. */
  stop: () => Promise<void>;
}

interface Parts {
  listen: ListenAddress;
  token: string | undefined;
  state: WatchedState;
  warn: (sentence: string) => void;
}

const STANDARD = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** A client that is slower than this with its request is sent away. Milliseconds. */
const REQUEST_WITHIN_MS = 15_000;

const HANG_UP_AFTER_MS = 2_000;

async function answer(request: IncomingMessage, { listen, token, state }: Parts): Promise<Answer> {
  const target = request.url ?? '/';
  const url = URL.canParse(target, 'http://watch') ? new URL(target, 'http://watch') : undefined;
  const refused = refusalOf(request, url?.pathname ?? '', listen, token);
  if (refused) return refused;
  const methods = url && ROUTES[url.pathname];
  if (!url || !methods) return refusal(404, 'not-found', 'there is nothing at this path');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = methods[method ?? ''];
  if (!route) return refusal(405, 'wrong-method', 'use another method', { allow: Object.keys(methods).join(', ') });
  return route(url, state, request);
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const given = await answer(request, parts).catch((error: unknown) => {
    if (!request.destroyed) parts.warn(`http: ${request.method ?? ''} failed: ${(error as Error).message}`);
    return refusal(500, 'internal', 'the watch failed to answer');
  });
  // What was not read of a body must not be taken for the next request.
  const ending = request.complete ? {} : { connection: 'close' };
  response.writeHead(given.status, { ...STANDARD, ...given.headers, ...ending }).end(given.body);
}

/** Starts to listen. Throws where it cannot, with the code of the system (EADDRINUSE …). */
export async function startServer(parts: Parts): Promise<WatchServer> {
  const server = createServer(
    { requestTimeout: REQUEST_WITHIN_MS, headersTimeout: REQUEST_WITHIN_MS, connectionsCheckingInterval: 5_000 },
    (request, response) => void serve(request, response, parts),
  );
  server.maxConnections = 256;
  server.listen(parts.listen.port, parts.listen.host);
  await once(server, 'listening');
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), HANG_UP_AFTER_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
