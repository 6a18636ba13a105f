import { fragments, frame, OPCODE } from '../bytes.ts';
import { onFrames, pick, type Blow } from '../attack.ts';

const NOTICE = '["NOTICE","hostile"]';

/** What the relay was about to say, or a NOTICE. */
const textOf = ({ answer }: Blow): string => (answer.length > 0 ? JSON.stringify(answer) : NOTICE);
const messageOf = ({ answer }: Blow): unknown[] => (answer.length > 0 ? answer : ['NOTICE', 'hostile']);

/** Frames that RFC 6455 forbids, and some that it allows and few ever see. */
export const framing = onFrames('framing', {
  'reserved-bits': (blow) => blow.line.violate(frame(textOf(blow), { reserved: pick([1, 2, 3, 6, 7], blow.random) })),
  'reserved-opcode': (blow) =>
    blow.line.violate(frame(textOf(blow), { opcode: pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15], blow.random) })),
  masked: (blow) => blow.line.violate(frame(textOf(blow), { isMasked: true })),
  'length-of-an-exabyte': (blow) =>
    blow.line.violate(frame(textOf(blow), { claims: pick([1n << 33n, 1n << 53n, (1n << 64n) - 1n], blow.random) })),
  'length-too-long': (blow) => blow.line.violate(frame(textOf(blow), { claims: 100_000n })),
  'length-too-short': (blow) => blow.line.violate(frame(textOf(blow), { claims: 3n })),
  'length-in-eight-bytes': (blow) => blow.line.tellAs(frame(textOf(blow), { isWide: true }), messageOf(blow)),
  'unfinished-fragment': (blow) =>
    blow.line.violate(Buffer.concat([frame('["NOTICE","never', { isLast: false }), frame(textOf(blow))])),
  'stray-continuation': (blow) => blow.line.violate(frame(textOf(blow), { opcode: OPCODE.continuation })),
  'fragmented-ping': (blow) => blow.line.violate(frame('ping', { opcode: OPCODE.ping, isLast: false })),
  'long-ping': (blow) => blow.line.violate(frame('p'.repeat(126 + blow.strength * 1000), { opcode: OPCODE.ping })),
  'long-pong': (blow) => blow.line.violate(frame('p'.repeat(126), { opcode: OPCODE.pong })),
  'ping-between-fragments': (blow) =>
    blow.line.tellAs(fragments(textOf(blow), 7, frame('x', { opcode: OPCODE.ping })), messageOf(blow)),
  'one-byte-fragments': (blow) => blow.line.tellAs(fragments(textOf(blow), 1), messageOf(blow)),
  'fragments-without-end': ({ line, strength }) => {
    line.violate(frame('["NOTICE","', { isLast: false }));
    line.pour(frame('x', { opcode: OPCODE.continuation, isLast: false }), strength * 1_000_000);
  },
  'empty-fragments-without-end': ({ line, strength }) => {
    line.violate(frame('', { isLast: false }));
    line.pour(frame('', { opcode: OPCODE.continuation, isLast: false }), strength * 1_000_000);
  },
  'empty-frames': ({ line, strength }) => line.pour(frame(''), strength * 300),
  'binary-answer': (blow) => blow.line.write(frame(textOf(blow), { opcode: OPCODE.binary })),
  'http-in-the-stream': ({ line }) =>
    line.violate(Buffer.from('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')),
  'random-bytes': ({ line, random, strength }) =>
    line.violate(Buffer.from(Array.from({ length: strength * 500 }, () => Math.floor(random() * 256)))),
});
