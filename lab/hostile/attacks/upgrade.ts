import { createHash } from 'node:crypto';
import type { HttpBlow, UpgradeAttack } from '../attack.ts';
import { pick } from '../attack.ts';
import { drip, pour } from './pouring.ts';

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n';

const accept = ({ request }: HttpBlow): string =>
  createHash('sha1')
    .update(`${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');

const agreed = (blow: HttpBlow, extra = ''): string =>
  `${SWITCHING}Sec-WebSocket-Accept: ${accept(blow)}\r\n${extra}\r\n`;

const STATUS = [200, 204, 301, 304, 400, 401, 403, 404, 426, 429, 500, 502, 503, 599, 999];

const ATTACKS: Record<string, (blow: HttpBlow) => void> = {
  'wrong-accept': ({ socket }) =>
    socket.write(`${SWITCHING}Sec-WebSocket-Accept: bm90IHRoaXMgb25lIGF0IGFsbA==\r\n\r\n`),
  'no-accept': ({ socket }) => socket.write(`${SWITCHING}\r\n`),
  'no-upgrade-header': (blow) =>
    blow.socket.write(`HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: ${accept(blow)}\r\n\r\n`),
  'unoffered-extension': (blow) => blow.socket.write(agreed(blow, 'Sec-WebSocket-Extensions: x-hostile\r\n')),
  'bad-extension': (blow) =>
    blow.socket.write(agreed(blow, 'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99\r\n')),
  'unoffered-protocol': (blow) => blow.socket.write(agreed(blow, 'Sec-WebSocket-Protocol: hostile\r\n')),
  'wrong-status': ({ socket, random }) =>
    socket.end(`HTTP/1.1 ${pick(STATUS, random)} Hostile\r\nContent-Length: 7\r\n\r\nhostile`),
  'status-without-body': ({ socket, random }) =>
    socket.write(`HTTP/1.1 ${pick(STATUS, random)} Hostile\r\nContent-Length: 1000\r\n\r\n`),
  'redirect-to-itself': ({ socket, request }) =>
    socket.end(`HTTP/1.1 302 Found\r\nLocation: http://${request.headers.host ?? ''}/\r\nContent-Length: 0\r\n\r\n`),
  'no-http': ({ socket }) => socket.write('SSH-2.0-hostile\r\n'),
  'binary-garbage': ({ socket }) => socket.write(Buffer.alloc(5000, 0xfe)),
  silence: () => undefined,
  'hangs-up': ({ socket }) => socket.end(),
  resets: ({ socket }) => socket.resetAndDestroy(),
  'half-a-header': ({ socket }) => socket.write(`${SWITCHING}Sec-WebSocket-Acc`),
  drips: (blow) => drip(blow.socket, agreed(blow), blow.strength * 5),
  'headers-without-end': ({ socket }) => pour(socket, `X-Hostile: ${'x'.repeat(1000)}\r\n`, SWITCHING),
  'one-header-without-end': ({ socket }) => pour(socket, 'x'.repeat(1000), `${SWITCHING}X-Hostile: `),
  'early-hints-without-end': ({ socket }) => pour(socket, 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n'),
  'body-without-end': ({ socket }) =>
    pour(socket, 'hostile '.repeat(1000), 'HTTP/1.1 503 Hostile\r\nContent-Type: text/plain\r\n\r\n'),
};

/** The request to become a WebSocket is answered wrongly: no connection comes about. */
export const upgrade: UpgradeAttack[] = Object.entries(ATTACKS).map(([name, strike]) => ({
  ...{ on: 'upgrade', name: `upgrade/${name}` },
  strike,
}));
