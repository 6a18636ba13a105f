import { gzipSync } from 'node:zlib';
import { pick, type HttpAttack, type HttpReply } from '../attack.ts';
import { drip, pour } from './pouring.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: application/nostr+json\r\n';

const written = ({ status, headers, body }: HttpReply): string =>
  `HTTP/1.1 ${status} Hostile\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;

/** Another answer than the relay's, whole and well-formed. */
const instead =
  (
    change: (healthy: HttpReply, blow: Parameters<HttpAttack['strike']>[0]) => Partial<HttpReply>,
  ): HttpAttack['strike'] =>
  (blow, healthy) => {
    const reply = { ...healthy, ...change(healthy, blow) };
    blow.socket.end(written(reply));
    return reply;
  };

/** Bytes that say 200, and never come to an end. */
const endless =
  (body: string, head = ''): HttpAttack['strike'] =>
  ({ socket }) => {
    pour(socket, body, `${HEAD}${head}\r\n`);
    return { status: 200, headers: {}, body: '' };
  };

/** Bytes that are no whole answer. */
const bytes =
  (say: (blow: Parameters<HttpAttack['strike']>[0]) => void): HttpAttack['strike'] =>
  (blow) => {
    say(blow);
    return undefined;
  };

const ODD = [null, true, -1, 1e300, '', 'x'.repeat(10_000), [], {}, [null], { a: {} }, '\u001b[2J\u0000\ud800'];
const FIELDS = ['name', 'self', 'pubkey', 'software', 'version', 'supported_nips', 'limitation', '__proto__'];

const ATTACKS: Record<string, HttpAttack['strike']> = {
  'headers-without-end': bytes(({ socket }) => pour(socket, `X-Hostile: ${'x'.repeat(1000)}\r\n`, HEAD)),
  'body-without-end': endless('{"a":"'.padEnd(1000, 'x')),
  'chunks-without-end': endless('1\r\n[\r\n', 'Transfer-Encoding: chunked\r\n'),
  'bad-chunks': bytes(({ socket }) => socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}`)),
  'early-hints-without-end': bytes(({ socket }) => pour(socket, 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n')),
  'stall-in-the-headers': bytes(({ socket }) => socket.write(`${HEAD}Content-Le`)),
  'stall-in-the-body': bytes(({ socket }) => socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"name":`)),
  'ends-in-the-body': bytes(({ socket }) => socket.end(`${HEAD}Content-Length: 100\r\n\r\n{"name":`)),
  'drips-the-body': bytes(({ socket, strength }) =>
    drip(socket, `${HEAD}Content-Length: 4000\r\n\r\n{"name":"${'x'.repeat(3000)}`, strength * 2),
  ),
  'two-lengths': bytes(({ socket }) => socket.end(`${HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`)),
  silence: bytes(() => undefined),
  resets: bytes(({ socket }) => socket.resetAndDestroy()),
  'no-http': bytes(({ socket }) => socket.end('hostile\r\n\r\n')),
  'gzip-bomb': ({ socket }) => {
    const body = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));
    socket.write(`${HEAD}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.end(body);
    return { status: 200, headers: {}, body: '' };
  },
  'wrong-content-type': instead(({ headers }) => ({ headers: { ...headers, 'content-type': 'text/html' } })),
  'wrong-status': instead((_, { random }) => ({ status: pick([201, 204, 301, 304, 404, 418, 500, 999], random) })),
  'redirect-to-itself': instead((_, { request }) => ({
    ...{ status: 302, headers: { location: `http://${request.headers.host ?? ''}/` }, body: '' },
  })),
  'no-cors': instead(() => ({ headers: {} })),
  'odd-cors': instead((_, { random }) => ({
    headers: { 'access-control-allow-origin': pick(['', 'null', '*, *', 'http://x', '\u00ff'], random) },
  })),
  'no-json': instead((_, { random }) => ({ body: pick(['', '{', 'null', '[]', '7', '"x"', '<html>', '{}}'], random) })),
  'deep-json': instead((_, { strength }) => ({
    body: `{"a":${'['.repeat(strength * 40_000)}${']'.repeat(strength * 40_000)}}`,
  })),
  'odd-fields': instead((_, { random }) => ({
    body: `{${FIELDS.map((field) => `"${field}":${JSON.stringify(pick(ODD, random))}`).join(',')}}`,
  })),
  'claims-that-nobody-may-read': instead(() => ({
    body: JSON.stringify({ limitation: { auth_required: true }, supported_nips: [42, '29', null, {}, -1] }),
  })),
  'odd-date': instead(({ headers }, { random }) => ({
    headers: { ...headers, date: pick(['yesterday', '', 'Thu, 01 Jan 1970 00:00:00 GMT', '9'.repeat(500)], random) },
  })),
  'odd-headers': instead(({ headers }) => ({
    headers: { ...headers, __proto__x: 'x', constructor: 'x', 'set-cookie': 'a=b', 'x-long': 'x'.repeat(9000) },
  })),
};

/** A plain HTTP request, for the relay information or for readiness, is answered wrongly. */
export const http: HttpAttack[] = Object.entries(ATTACKS).map(([name, strike]) => ({
  ...{ on: 'http', name: `http/${name}` },
  strike,
}));
