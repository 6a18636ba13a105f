import { frame } from '../bytes.ts';
import { onFrames, type Blow } from '../attack.ts';

const bytesOf = ({ answer }: Blow): Buffer => frame(JSON.stringify(answer.length > 0 ? answer : ['NOTICE', 'hostile']));

/** Nothing, or too little, or too late. */
export const timing = onFrames('timing', {
  silence: () => undefined,
  'silence-from-here': ({ line }) => line.stall(),
  'stall-in-a-frame': (blow) => {
    const bytes = bytesOf(blow);
    blow.line.violate(bytes.subarray(0, Math.max(1, Math.floor(bytes.length * blow.random()))));
    blow.line.stall();
  },
  'stall-in-a-header': ({ line }) => {
    line.violate(Buffer.from([0x81]));
    line.stall();
  },
  drip: (blow) => {
    blow.line.drip(blow.strength === 1 ? 1 : blow.strength * 10);
    if (blow.answer.length > 0) blow.line.tell(blow.answer);
  },
  late: ({ line, answer, strength }) => {
    setTimeout(() => answer.length > 0 && line.tell(answer), [0, 200, 1200, 6000][strength]);
  },
  'notice-and-late': ({ line, answer, strength }) => {
    line.tell(['NOTICE', 'please wait']);
    setTimeout(() => answer.length > 0 && line.tell(answer), strength * 500);
  },
  'deaf-from-here': ({ line }) => line.turnDeaf(),
});
