import { closeFrame, frame, OPCODE } from '../bytes.ts';
import { onFrames, pick } from '../attack.ts';

const CODES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999];
const FORBIDDEN = [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535];

/** Ways to end a conversation, and to go on after its end. */
export const closing = onFrames('closing', {
  code: ({ line, random }) => line.violate(closeFrame(pick(CODES, random), 'hostile')),
  'forbidden-code': ({ line, random }) => line.violate(closeFrame(pick(FORBIDDEN, random), 'hostile')),
  'without-code': ({ line }) => line.violate(frame('', { opcode: OPCODE.close })),
  'half-a-code': ({ line }) => line.violate(frame('x', { opcode: OPCODE.close })),
  'reason-of-no-text': ({ line }) => line.violate(closeFrame(1008, Buffer.from([0xff, 0xfe]))),
  'reason-too-long': ({ line }) => line.violate(closeFrame(1008, 'r'.repeat(200))),
  'reason-of-controls': ({ line }) => line.violate(closeFrame(1008, '\u001b[2J\u0000\u009b\r\n')),
  reset: ({ line }) => line.reset(),
  'end-of-stream': ({ line }) => line.end(),
  'end-in-a-frame': ({ line }) => {
    line.violate(frame('["NOTICE","half').subarray(0, 9));
    line.end();
  },
  'speaks-on': ({ line, answer }) => {
    line.violate(closeFrame(1001));
    line.write(frame(JSON.stringify(answer.length > 0 ? answer : ['NOTICE', 'still here'])));
  },
  'never-answers-the-good-bye': ({ line }) => {
    line.turnDeaf();
    line.violate(closeFrame(1000));
  },
});
