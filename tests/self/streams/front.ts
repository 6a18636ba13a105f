import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An answer on its way back. */
export interface Passed {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What becomes of an answer; `asked` has the headers of the request. */
export type Passing = (
  answer: Passed,
  asked: { method: string; path: string; headers: IncomingHttpHeaders },
) => Passed | Promise<Passed>;

/** A server before another. */
export interface Front {
  url: string;
  stop: () => Promise<void>;
}

/** Passes every request on to `url`, and its answer back through `passing`. Of an event stream it changes the headers alone. */
export async function startFront(url: string, passing: Passing): Promise<Front> {
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const onward = request(`${url}${path}`, { method, headers, agent: false }, (response) => {
      void pass(response, outgoing, (body) =>
        passing({ status: response.statusCode ?? 0, headers: response.headers, body }, { method, path, headers }),
      ).catch(() => outgoing.destroy());
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Headers that are about how a body is sent. */
const OF_ONE_CONNECTION = ['content-length', 'transfer-encoding', 'connection'];

async function pass(
  response: IncomingMessage,
  outgoing: ServerResponse,
  through: (body: string) => Passed | Promise<Passed>,
): Promise<void> {
  const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
  const { status, headers, body } = await through(isStream ? '' : await text(response));
  const sent = Object.entries(headers).filter(([name]) => !OF_ONE_CONNECTION.includes(name));
  outgoing.writeHead(status, { ...Object.fromEntries(sent), connection: 'close' });
  if (isStream) response.pipe(outgoing);
  else outgoing.end(body);
}
