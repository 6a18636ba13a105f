import { expect, knockAt, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: where a relay is', () => {
  test('a path that means nothing is no second endpoint', proves('nip-01/one-endpoint'), async ({ stranger }) => {
    expect(stranger.connection.opening).toHaveProperty('outcome', 'open');
    const elsewhere = await knockAt(stranger, 'relay-canary/no-such-relay');
    expect(elsewhere).not.toHaveProperty('outcome', 'open');
  });
});
