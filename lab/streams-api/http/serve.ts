import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

/** How long answers under way may take when the API stops. */
const GOODBYE_MS = 500;

/** A listening server. */
export interface Served {
  port: number;
  stop: () => Promise<void>;
}

/** Listens on 127.0.0.1. Rejects with a sentence that names the option where the port cannot be had. */
export async function serve(fetch: (request: Request) => Promise<Response>, port: number): Promise<Served> {
  // The globals of the process are left as they are: tests run in it too.
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  let isStopping = false;
  // An event stream that has ended leaves a connection that waits for more.
  server.on('request', (_request, response) => {
    response.once('close', () => {
      if (isStopping) setImmediate(() => server.closeIdleConnections());
    });
  });
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    const problem = `port: ${port} cannot be had: ${(error as Error).message}; choose another, or 0 for a free one`;
    throw new Error(problem, { cause: error });
  }
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      isStopping = true;
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const cutOff = setTimeout(() => server.closeAllConnections(), GOODBYE_MS);
      await closed;
      clearTimeout(cutOff);
    },
  };
}
