import { createHash } from 'node:crypto';
import { describeOpening } from '../../../fixtures/protocol/connection.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { expect, test } from './a-relay-that.ts';

const event = SecretKey.generate().sign({ kind: 9 });
const http = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

/** The answer of RFC 6455 to a request for the upgrade. */
function upgrade(request: Buffer): string {
  const key = /Sec-WebSocket-Key: (\S+)/i.exec(request.toString('latin1'))?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const headers = ['Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`];
  return `HTTP/1.1 101 Switching Protocols\r\n${headers.join('\r\n')}\r\n\r\n`;
}

/** What a server says to whoever connects, and how the opening ends. */
const FAILURES = [
  {
    title: 'a page that is not found',
    says: http('404 Not Found', 'no relay here'),
    opening: { outcome: 'not-upgraded', status: 404, words: 'no relay here' },
  },
  {
    title: 'a gateway without a backend',
    says: http('502 Bad Gateway', '<h1>Bad Gateway</h1>\n'),
    opening: { outcome: 'not-upgraded', status: 502, words: '<h1>Bad Gateway</h1>' },
  },
  {
    title: 'an error without a body',
    says: http('503 Service Unavailable', ''),
    opening: { outcome: 'not-upgraded', status: 503, words: '' },
  },
  {
    title: 'a redirect',
    says: 'HTTP/1.1 301 Moved\r\nLocation: wss://elsewhere.example\r\nContent-Length: 0\r\n\r\n',
    opening: { outcome: 'not-upgraded', status: 301 },
  },
  {
    title: 'a service that is no web server',
    says: 'SSH-2.0-OpenSSH_9.6\r\n',
    opening: { outcome: 'unreachable', code: 'HPE_INVALID_CONSTANT' },
  },
];

test.describe('opening a connection', () => {
  for (const { title, says, opening } of FAILURES) {
    test(`tells ${title}`, async ({ aServerThat, connect }) => {
      const address = await aServerThat((socket) => socket.once('data', () => socket.write(says)));
      expect((await connect(`ws://${address}`)).opening).toMatchObject(opening);
    });
  }

  test('tells that nobody listens', async ({ connect }) => {
    const { opening } = await connect('ws://127.0.0.1:1');
    expect(opening).toMatchObject({ outcome: 'unreachable', code: 'ECONNREFUSED' });
    expect(describeOpening(opening)).toContain('ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1');
  });

  test('tells that a server takes the connection and is silent', async ({ aServerThat, connect }) => {
    const { opening } = await connect(`ws://${await aServerThat(() => undefined)}`);
    expect(opening).toEqual({ outcome: 'silence', afterMs: 1000, isReached: true });
  });

  test('tells that a server hangs up at once', async ({ aServerThat, connect }) => {
    const { opening } = await connect(`ws://${await aServerThat((socket) => socket.destroy())}`);
    expect(opening).toMatchObject({ outcome: 'unreachable', code: 'ECONNRESET' });
  });

  test('tells that a server does not speak TLS', async ({ aServerThat, connect }) => {
    const address = await aServerThat((socket) => socket.once('data', () => socket.write(http('400 Bad', ''))));
    const { opening } = await connect(`wss://${address}`);
    expect(opening).toMatchObject({ outcome: 'untrusted', code: expect.stringMatching(/^(EPROTO|ERR_SSL_)/) });
  });

  test('tells that a server hangs up on TLS', async ({ aServerThat, connect }) => {
    const address = await aServerThat((socket) => socket.once('data', () => socket.destroy()));
    const { opening } = await connect(`wss://${address}`);
    expect(opening).toMatchObject({ outcome: 'unreachable', code: 'ECONNRESET' });
  });

  test('succeeds, and is lost at once where a broken frame comes with the upgrade', async ({
    aServerThat,
    connect,
  }) => {
    const brokenFrame = '\x83\x00';
    const address = await aServerThat((socket) =>
      socket.once('data', (request: Buffer) => socket.write(`${upgrade(request)}${brokenFrame}`, 'latin1')),
    );
    const connection = await connect(`ws://${address}`);
    expect(connection.opening).toMatchObject({ outcome: 'open' });
    const publication = await publish(connection, event, { withinMs: 500 });
    const words = 'Invalid WebSocket frame: invalid opcode 3';
    expect(publication).toMatchObject({ outcome: 'closed', code: 1006, words });
  });

  test('that failed answers every exchange with its cause', async ({ aServerThat, connect }) => {
    const says = http('404 Not Found', 'no relay here');
    const connection = await connect(`ws://${await aServerThat((socket) => socket.write(says))}`);
    const publication = await publish(connection, event, { withinMs: 60_000 });
    const words = 'HTTP 404 instead of the upgrade to WebSocket: "no relay here"';
    expect(publication).toMatchObject({ outcome: 'closed', code: 1006, words });
  });
});
