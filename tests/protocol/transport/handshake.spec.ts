import { expect, proves, shakeHands, test } from '../../../fixtures/protocol-suite.ts';

test.describe('the handshake', () => {
  test(
    'the advertised URL becomes a WebSocket',
    proves('transport/upgrade-succeeds'),
    async ({ settings: { relayUrl } }) => {
      expect(await shakeHands(relayUrl)).toMatchObject({ status: 101, isAgreed: true });
    },
  );

  test(
    'the upgrade may be asked for in upper case, and among other options',
    proves('transport/upgrade-in-any-case'),
    async ({ settings: { relayUrl } }) => {
      const headers = { Upgrade: 'WebSocket', Connection: 'keep-alive, UPGRADE' };
      expect(await shakeHands(relayUrl, headers)).toMatchObject({ status: 101, isAgreed: true });
    },
  );

  for (const { from, origin, requirement } of [
    { from: 'a page elsewhere', origin: 'https://client.example', requirement: 'any-origin' },
    { from: 'a page on another port', origin: 'http://localhost:8080', requirement: 'local-origin' },
    { from: 'an app without an address', origin: 'null', requirement: 'null-origin' },
  ] as const)
    test(`${from} may connect`, proves(`transport/${requirement}`), async ({ settings: { relayUrl } }) => {
      expect(await shakeHands(relayUrl, { Origin: origin })).toMatchObject({ status: 101, isAgreed: true });
    });

  test(
    'a subprotocol that is offered is taken or left',
    proves('transport/subprotocol-is-optional'),
    async ({ settings: { relayUrl } }) => {
      const handshake = await shakeHands(relayUrl, { 'Sec-WebSocket-Protocol': 'nostr' });
      expect(handshake).toMatchObject({ status: 101, isAgreed: true });
      const { 'sec-websocket-protocol': chosen = 'nostr' } = handshake.headers;
      expect(chosen).toBe('nostr');
    },
  );

  test(
    'compression is not used where none was offered',
    proves('transport/compression-is-optional'),
    async ({ settings: { relayUrl } }) => {
      const handshake = await shakeHands(relayUrl);
      expect(handshake).toMatchObject({ status: 101, isAgreed: true });
      expect(handshake).not.toHaveProperty('headers.sec-websocket-extensions');
    },
  );

  test(
    'compression that is offered is taken as offered, or left',
    proves('transport/compression-is-agreed'),
    async ({ settings: { relayUrl } }) => {
      const handshake = await shakeHands(relayUrl, { 'Sec-WebSocket-Extensions': 'permessage-deflate' });
      expect(handshake).toMatchObject({ status: 101, isAgreed: true });
      const { 'sec-websocket-extensions': chosen = '' } = handshake.headers;
      expect(chosen).toMatch(/^(permessage-deflate(;[^,]*)?)?$/);
    },
  );
});
