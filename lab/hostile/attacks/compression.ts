import { constants, deflateRawSync } from 'node:zlib';
import { frame } from '../bytes.ts';
import { onFrames, type Blow } from '../attack.ts';

const MEGABYTE = 1024 * 1024;
const COMPRESSED = { reserved: 4 };

/** What permessage-deflate makes of a text (RFC 7692, 7.2.1): the tail of four bytes is left out. */
const deflate = (bytes: Buffer): Buffer =>
  deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);

let bombs: Record<string, Buffer> | undefined;

/** Frames of some kilobytes that inflate to a hundred megabytes. Each block of a megabyte stands for itself. */
function bomb(of: 'spaces' | 'brackets'): Buffer {
  const make = (filling: string): Buffer => {
    const block = deflateRawSync(Buffer.alloc(MEGABYTE, filling), { finishFlush: constants.Z_SYNC_FLUSH });
    return frame(Buffer.concat(Array.from({ length: 100 }, () => block)), COMPRESSED);
  };
  bombs ??= { spaces: make(' '), brackets: make('[') };
  return bombs[of] ?? Buffer.alloc(0);
}

const textOf = ({ answer }: Blow): string => JSON.stringify(answer.length > 0 ? answer : ['NOTICE', 'hostile']);

/** permessage-deflate, agreed to or not: whether it is, the session's plan says. */
export const compression = onFrames('compression', {
  garbage: ({ line, random }) =>
    line.write(frame(Buffer.from(Array.from({ length: 64 }, () => Math.floor(random() * 256))), COMPRESSED)),
  'reserved-block': ({ line }) => line.violate(frame(Buffer.from([0x07, 0xff, 0xff]), COMPRESSED)),
  'cut-off': (blow) => {
    const whole = deflate(Buffer.from(textOf(blow)));
    blow.line.write(frame(whole.subarray(0, Math.floor(whole.length / 2)), COMPRESSED));
  },
  bomb: ({ line, strength }) => line.violate(bomb(strength === 1 ? 'spaces' : 'brackets')),
  'bomb-just-below-the-limit': ({ line, strength }) =>
    line.pour(frame(deflate(Buffer.alloc(1.9 * MEGABYTE, '[')), COMPRESSED), strength * 100),
  'uncompressed-text-with-the-flag': (blow) => blow.line.write(frame(textOf(blow), COMPRESSED)),
  'empty-with-the-flag': ({ line }) => line.write(frame('', COMPRESSED)),
  'on-a-continuation': (blow) =>
    blow.line.violate(
      Buffer.concat([
        frame('[', { isLast: false }),
        frame(deflate(Buffer.from(textOf(blow))), { ...COMPRESSED, opcode: 0 }),
      ]),
    ),
  'on-a-ping': ({ line }) => line.violate(frame('x', { ...COMPRESSED, opcode: 9 })),
});
