import { constants, deflateRawSync } from 'node:zlib';
import type { WebSocket } from 'ws';
import { LIMITS } from '../../../fixtures/protocol/connection.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { Subscription } from '../../../fixtures/protocol/subscription.ts';
import { expect, test } from './a-relay-that.ts';

const MEGABYTE = 1024 * 1024;
const event = SecretKey.generate().sign({ kind: 9 });

/** Says the same for as long as somebody takes it; at most half a megabyte is under way at a time. */
function pour(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  for (let count = 0; count < 500 && socket.bufferedAmount < MEGABYTE / 2; count += 1)
    socket.send(text, { compress: false });
  setImmediate(pour, socket, text);
}

/** A compressed text frame of 150 kB that inflates to 150 MB. Each block of a megabyte stands for itself. */
function compressionBomb(): Buffer {
  const block = deflateRawSync(Buffer.alloc(MEGABYTE, ' '), { finishFlush: constants.Z_SYNC_FLUSH });
  const payload = Buffer.concat(Array.from({ length: 150 }, () => block));
  const header = Buffer.from([0xc1, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(payload.length, 6);
  return Buffer.concat([header, payload]);
}

test.describe('a flooding relay', () => {
  test('that sends ten thousand events at once is heard out, in two seconds and bounded memory', async ({
    aRelayThat,
  }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { id }) => {
        for (let count = 0; count < 10_000; count += 1) say('EVENT', id, event);
        say('EOSE', id);
      },
    });
    const [heapBefore, start] = [process.memoryUsage().heapUsed, performance.now()];
    const answer = await new Subscription(connection, [{}], 5000).answer;
    expect(answer).toMatchObject({ outcome: 'complete' });
    expect(answer.events).toHaveLength(5000);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(150 * MEGABYTE);
  });

  for (const { title, text, outcome } of [
    { title: 'frames', text: '["NOTICE","again"]', outcome: { code: 1006, words: 'the relay floods us' } },
    { title: 'nonsense', text: '?', outcome: { code: 1006, words: 'the relay floods us' } },
    { title: 'bytes', text: ' '.repeat(MEGABYTE), outcome: { code: 1006, words: 'the relay floods us' } },
  ]) {
    test(`that never stops sending ${title} is hung up on`, async ({ aRelayThat }) => {
      const connection = await aRelayThat({ answers: ({ socket }) => pour(socket, text) });
      const publication = await publish(connection, event, { withinMs: 4000 });
      expect(publication).toMatchObject({ outcome: 'closed', ...outcome });
      expect(publication.ms).toBeLessThan(3500);
      expect(connection.transcript.lines.length).toBeLessThanOrEqual(301);
    });
  }

  test('is listened to until the limit, and no frame longer', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ socket }) => pour(socket, '["NOTICE","again"]') });
    let frames = 0;
    connection.listen(() => (frames += 1));
    await publish(connection, event, { withinMs: 4000 });
    expect(frames).toBe(LIMITS.frames);
  });

  test('that sends a compression bomb is hung up on before it is inflated', async ({ aRelayThat }) => {
    const bomb = compressionBomb();
    const connection = await aRelayThat({ answers: ({ wire }) => wire.write(bomb) });
    const before = process.memoryUsage().rss;
    const publication = await publish(connection, event, { withinMs: 4000 });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * MEGABYTE);
    expect(publication).toMatchObject({ outcome: 'closed', words: 'Max payload size exceeded' });
  });
});
