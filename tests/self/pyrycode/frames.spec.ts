import { expect } from '@playwright/test';
import { test, type Visitor } from './visitor.ts';

/** The envelope of the next frame that a binary gets. */
const envelopeTo = async (binary: Visitor): Promise<{ conn_id: string; frame: unknown }> =>
  JSON.parse(await binary.hears()) as { conn_id: string; frame: unknown };

test.describe('the embedded pyrycode-relay hands on', () => {
  test("each phone's frame to the binary, with a connection id, and the answer to that phone", async ({
    start,
    come,
  }) => {
    const relay = await start();
    const binary = await (await come(relay, 'server', 'mine')).isSettled();
    const [one, other] = [await come(relay, 'client', 'mine'), await come(relay, 'client', 'mine')];
    one.say({ from: 'one' });
    const ofOne = await envelopeTo(binary);
    other.say({ from: 'other' });
    const ofOther = await envelopeTo(binary);
    expect([ofOne.frame, ofOther.frame]).toEqual([{ from: 'one' }, { from: 'other' }]);
    expect([ofOne.conn_id, ofOther.conn_id]).toEqual(Array(2).fill(expect.stringMatching(/^client-mine-[0-9a-f]{8}$/)));
    binary.say({ conn_id: ofOther.conn_id, frame: 2 });
    binary.say({ conn_id: ofOne.conn_id, frame: 1 });
    expect([await one.hears(), await other.hears()]).toEqual(['1', '2']);
  });

  test('a frame as it was written', async ({ start, come }) => {
    const relay = await start();
    const binary = await (await come(relay, 'server', 'mine')).isSettled();
    const phone = await come(relay, 'client', 'mine');
    phone.say('[1.0, 12345678901234567890]');
    expect(await binary.hears()).toContain('"frame":[1.0, 12345678901234567890]');
  });

  test("the binary's close code, after its last frame", async ({ start, come }) => {
    const relay = await start();
    const binary = await (await come(relay, 'server', 'mine')).isSettled();
    const phone = await come(relay, 'client', 'mine');
    phone.say({ token: 'wrong' });
    const { conn_id } = await envelopeTo(binary);
    binary.say({ conn_id, frame: { error: 'token' }, close_code: 4401 });
    expect([await phone.hears(), await phone.ended]).toEqual(['{"error":"token"}', '4401']);
  });

  for (const [what, envelope] of [
    ['broken JSON', () => 'hello?'],
    ['for nobody', () => ({ frame: 1 })],
    ['without a frame', (conn_id: string) => ({ conn_id })],
    ['for a phone that has left', () => ({ conn_id: 'client-mine-00000000', frame: 1, close_code: 4401 })],
    ['with a close code that is none', (conn_id: string) => ({ conn_id, frame: 1, close_code: 'now' })],
    ['a wish to wake a phone', () => ({ push_wake: { platform: 'fcm', token: 'any' } })],
  ] as const)
    test(`nothing of an envelope that is ${what}, and all that comes after it`, async ({ start, come }) => {
      const relay = await start();
      const binary = await (await come(relay, 'server', 'mine')).isSettled();
      const phone = await come(relay, 'client', 'mine');
      phone.say({ from: 'phone' });
      const { conn_id } = await envelopeTo(binary);
      binary.say(envelope(conn_id));
      binary.say({ conn_id, frame: 'after it' });
      expect(await phone.hears()).toBe('"after it"');
    });
});
