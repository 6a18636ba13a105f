import { expect } from '@playwright/test';
import { test } from './visitor.ts';

/** A client that does not answer pings, like one whose network is gone. */
const DEAF = { autoPong: false };

test.describe('the embedded pyrycode-relay closes', () => {
  test('a phone whose server id nobody holds, with 4404', async ({ start, come }) => {
    const phone = await come(await start(), 'client', 'nobody');
    expect(await phone.ended).toBe('4404 no server with that id');
  });

  test('a second binary with 4409 while the first one answers', async ({ start, come }) => {
    const relay = await start();
    const first = await (await come(relay, 'server', 'mine')).isSettled();
    const second = await come(relay, 'server', 'mine');
    expect(await second.ended).toBe('4409 server-id already claimed');
    await first.isSettled();
  });

  test('a first binary that is dead with 1011, and its phones with 4404', async ({ start, come }) => {
    const relay = await start({ times: { probeWithinMs: 50 } });
    const dead = await (await come(relay, 'server', 'mine', DEAF)).isSettled();
    const phone = await (await come(relay, 'client', 'mine')).isSettled();
    const second = await come(relay, 'server', 'mine');
    expect(await dead.ended).toBe('1011 heartbeat timeout');
    expect(await phone.ended).toBe('4404 binary reclaimed server-id');
    await second.isSettled();
  });

  test('one phone too many with 4429', async ({ start, come }) => {
    const relay = await start({ limits: { maxPhones: 1 } });
    await (await come(relay, 'server', 'mine')).isSettled();
    await (await come(relay, 'client', 'mine')).isSettled();
    const second = await come(relay, 'client', 'mine');
    expect(await second.ended).toBe('4429 too many phones for server-id');
  });

  test('a binary or a phone that answers no ping, with 1011', async ({ start, come }) => {
    const relay = await start({ times: { heartbeatEveryMs: 100, heartbeatWithinMs: 400 } });
    await (await come(relay, 'server', 'alive')).isSettled();
    const phone = await come(relay, 'client', 'alive', DEAF);
    const binary = await come(relay, 'server', 'dead', DEAF);
    expect(await Promise.all([binary.ended, phone.ended])).toEqual([
      '1011 heartbeat timeout',
      '1011 heartbeat timeout',
    ]);
  });

  test('phones with 1000 when the grace of their binary is over, and the next one with 4404', async ({
    start,
    come,
  }) => {
    const relay = await start({ times: { graceMs: 1_000 } });
    const binary = await (await come(relay, 'server', 'mine')).isSettled();
    const before = await (await come(relay, 'client', 'mine')).isSettled();
    binary.socket.close();
    await binary.ended;
    const within = await (await come(relay, 'client', 'mine')).isSettled();
    expect(await Promise.all([before.ended, within.ended])).toEqual(['1000', '1000']);
    expect(await (await come(relay, 'client', 'mine')).ended).toBe('4404 no server with that id');
  });

  test('phones with 4404 when their binary comes back within its grace', async ({ start, come }) => {
    const relay = await start();
    const binary = await (await come(relay, 'server', 'mine')).isSettled();
    const phone = await (await come(relay, 'client', 'mine')).isSettled();
    binary.socket.close();
    await binary.ended;
    await (await come(relay, 'server', 'mine')).isSettled();
    expect(await phone.ended).toBe('4404 binary reclaimed server-id');
    await (await come(relay, 'client', 'mine')).isSettled();
  });

  test('everybody with 1001 when it stops', async ({ start, come }) => {
    const relay = await start();
    const binary = await (await come(relay, 'server', 'mine')).isSettled();
    const phone = await (await come(relay, 'client', 'mine')).isSettled();
    await relay.stop();
    expect(await Promise.all([binary.ended, phone.ended])).toEqual(['1001 shutting down', '1001 shutting down']);
  });

  test('whoever sends a frame of more than 256 KiB with 1009, and nobody for one less', async ({ start, come }) => {
    const relay = await start();
    const binary = await (await come(relay, 'server', 'mine')).isSettled();
    const phone = await come(relay, 'client', 'mine');
    const largest = JSON.stringify('x'.repeat(256 * 1024 - 2));
    phone.say(largest);
    expect(JSON.parse(await binary.hears())).toHaveProperty('frame', JSON.parse(largest));
    phone.say(`${largest} `);
    expect(await phone.ended).toMatch(/^1009/);
  });

  test('a phone whose frame is no JSON with 1000', async ({ start, come }) => {
    const relay = await start();
    await (await come(relay, 'server', 'mine')).isSettled();
    const phone = await come(relay, 'client', 'mine');
    phone.say('hello?');
    expect(await phone.ended).toBe('1000');
  });
});
