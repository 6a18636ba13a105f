import { createServer, type Server } from 'node:net';
import { openLink, type Link } from '../../../lab/ground/link.ts';
import { expect, test as base } from './ground.ts';
import { talkTo } from './talk.ts';

/** A line to a server that says everything back. */
const test = base.extend<{ link: Link }>({
  link: async ({ ground }, use) => {
    const [port = 0] = await ground.ports(1);
    const server: Server = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => 0).pipe(socket));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const link = await openLink(ground, { to: { port }, seed: 7 });
    await use(link);
    await link.close();
    await new Promise((resolve) => server.close(resolve));
  },
});

test.describe('a link', () => {
  test('is nothing but a line until it is made bad', async ({ link }) => {
    const talk = talkTo(link.port);
    talk.say('hello');
    expect(await talk.hear(5)).toBe('hello');
    expect(link.seen).toMatchObject({
      connections: 1,
      resets: 0,
      up: { bytes: 5, delayed: 0 },
      down: { bytes: 5, delayed: 0 },
    });
    talk.hangUp();
  });

  test('is late by its latency, in one direction, and keeps the order under jitter', async ({ link }) => {
    link.make({ latencyMs: 100, jitterMs: 50 }, 'down');
    const talk = talkTo(link.port);
    const sentAt = performance.now();
    for (const word of ['one ', 'two ', 'three']) talk.say(word);
    expect(await talk.hear(13)).toBe('one two three');
    expect(performance.now() - sentAt).toBeGreaterThanOrEqual(99);
    expect(link.seen).toMatchObject({ up: { delayed: 0 } });
    expect(link.seen.down.delayed).toBeGreaterThan(0);
    talk.hangUp();
  });

  test('is slow by its bandwidth, also for one large piece', async ({ link }) => {
    link.make({ bytesPerSecond: 100_000 }, 'up');
    const talk = talkTo(link.port);
    const sentAt = performance.now();
    talk.say('x'.repeat(30_000));
    expect(await talk.hear(30_000)).toHaveLength(30_000);
    expect(performance.now() - sentAt).toBeGreaterThanOrEqual(240);
    talk.hangUp();
  });

  test('lets the last words of a client through that has ended', async ({ link }) => {
    link.make({ latencyMs: 50 });
    const talk = talkTo(link.port);
    talk.say('last');
    talk.end();
    expect(await talk.hear(4)).toBe('last');
    expect(await talk.over).toBe('end');
  });

  test('is cut: who is on it is reset, who comes next is not', async ({ link }) => {
    const talk = talkTo(link.port);
    talk.say('hello');
    await talk.hear(5);
    expect(link.cut()).toBe(1);
    expect(await talk.over).toBe('ECONNRESET');
    const next = talkTo(link.port);
    next.say('again');
    expect(await next.hear(5)).toBe('again');
    next.hangUp();
  });

  test('swallows everything as a black hole, and gives it back when it is lifted', async ({ link }) => {
    link.make({ isBlackhole: true });
    const talk = talkTo(link.port);
    talk.say('anyone?');
    expect(await talk.hear(7, 150)).toBe('');
    expect(link.seen.up).toMatchObject({ bytes: 0, delayed: 1 });
    await link.heal();
    expect(await talk.hear(7)).toBe('anyone?');
    talk.hangUp();
  });

  test('refuses, and is back on the same port', async ({ link }) => {
    const talk = talkTo(link.port);
    talk.say('hello');
    await talk.hear(5);
    expect(await link.refuse()).toBe(1);
    expect(await talk.over).toBe('ECONNRESET');
    expect(await talkTo(link.port).over).toBe('ECONNREFUSED');
    await link.heal();
    const next = talkTo(link.port);
    next.say('again');
    expect(await next.hear(5)).toBe('again');
    next.hangUp();
  });

  test('ends in the middle of what is said', async ({ link }) => {
    link.make({ limitBytes: 4 }, 'down');
    const talk = talkTo(link.port);
    talk.say('hello');
    await talk.over;
    expect(await talk.hear(5, 0)).toBe('hell');
    expect(link.seen.down).toMatchObject({ bytes: 4, limited: 1 });
  });
});
