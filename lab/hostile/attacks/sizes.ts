import { frame, OPCODE } from '../bytes.ts';
import { onFrames } from '../attack.ts';
import { openSubscription } from './json.ts';

const MEGABYTE = 1024 * 1024;

const noticeOf = (bytes: number): Buffer => frame(`["NOTICE","${'n'.repeat(bytes)}"]`);

const eventOf = (subscription: string, contentBytes: number, tags: unknown[] = []): string =>
  JSON.stringify([
    'EVENT',
    subscription,
    {
      ...{ id: 'c'.repeat(64), pubkey: 'a'.repeat(64), sig: 'b'.repeat(128) },
      ...{ kind: 9, created_at: 1, tags, content: 'e'.repeat(contentBytes) },
    },
  ]);

/** Too much of everything. */
export const sizes = onFrames('sizes', {
  'large-frame': ({ line, strength }) => line.write(noticeOf(strength * 600_000)),
  'frame-over-the-limit': ({ line, strength }) => line.violate(noticeOf(strength * 2.1 * MEGABYTE)),
  'large-frames-without-end': ({ line }) => line.pour(noticeOf(1.9 * MEGABYTE)),
  'nonsense-without-end': ({ line }) => line.pour(frame('?'.repeat(MEGABYTE))),
  'notices-without-end': ({ line }) => line.pour(frame('["NOTICE","again"]')),
  'challenges-without-end': ({ line }) => line.pour(frame(`["AUTH","${'c'.repeat(1000)}"]`)),
  'some-notices': ({ line, strength }) => line.pour(frame('["NOTICE","again"]'), strength * 3000),
  'events-without-end': (blow) => blow.line.pour(frame(eventOf(openSubscription(blow), 200))),
  'large-events-without-end': (blow) => blow.line.pour(frame(eventOf(openSubscription(blow), 1.9 * MEGABYTE))),
  'events-of-many-tags': (blow) =>
    blow.line.pour(
      frame(
        eventOf(
          openSubscription(blow),
          0,
          Array.from({ length: 200_000 }, () => ['a']),
        ),
      ),
      blow.strength * 10,
    ),
  'pings-without-end': ({ line, strength }) => {
    if (strength > 1) line.turnDeaf();
    line.pour(frame('p'.repeat(125), { opcode: OPCODE.ping }));
  },
  'pongs-without-end': ({ line }) => line.pour(frame('p'.repeat(125), { opcode: OPCODE.pong })),
  'binary-without-end': ({ line }) => line.pour(frame(Buffer.alloc(MEGABYTE), { opcode: OPCODE.binary })),
});
