import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { Client, Key, withRelay } from './client.ts';

/** A text frame of a client, masked with zeros, which change nothing. */
const frame = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x81, 0x80 | Buffer.byteLength(text), 0, 0, 0, 0]), Buffer.from(text)]);

const HANDSHAKE = [
  'GET / HTTP/1.1',
  'Host: relay',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  '\r\n',
].join('\r\n');

test.describe('WebSocket', () => {
  test('a ping is answered with its own words', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const pong = once(client.webSocket, 'pong');
      client.webSocket.ping('still there?');
      expect(String((await pong)[0])).toBe('still there?');
    }));

  test('a message in fragments is one message', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const event = new Key().sign(1, [], '🦆');
      const bytes = Buffer.from(JSON.stringify(['EVENT', event]));
      for (let at = 0; at < bytes.length; at += 50)
        client.webSocket.send(bytes.subarray(at, at + 50), { fin: at + 50 >= bytes.length, binary: false });
      await client.next((answer) => answer[0] === 'OK' && answer[1] === event.id && answer[2] === true);
      expect(await client.ask({ kinds: [1] })).toEqual([event]);
    }));

  test('several messages in one packet are answered one by one', () =>
    withRelay(async ({ port }) => {
      const socket = connect(port, '127.0.0.1');
      let said = '';
      socket.on('data', (data) => (said += data.toString('latin1')));
      socket.write(HANDSHAKE);
      await expect.poll(() => said).toContain('["AUTH"');
      socket.write(Buffer.concat(['a', 'b', 'c'].map((id) => frame(`["REQ","${id}",{"kinds":[1]}]`))));
      await expect.poll(() => said).toContain('["EOSE","c"]');
      expect(said.match(/\["EOSE","."\]/g)).toEqual(['["EOSE","a"]', '["EOSE","b"]', '["EOSE","c"]']);
      socket.destroy();
    }));

  for (const compress of [true, false])
    test(`messages are ${compress ? '' : 'not '}compressed when the relay is ${compress ? '' : 'not '}asked to`, () =>
      withRelay(
        async ({ url }) => {
          const client = await Client.connect(url);
          expect(client.webSocket.extensions).toBe(compress ? 'permessage-deflate' : '');
          const event = new Key().sign(1, [], 'duck '.repeat(2000));
          expect(await client.publish(event)).toBe(true);
          expect(await client.ask({ kinds: [1] })).toEqual([event]);
        },
        { compress },
      ));
});
