import { fragments, frame } from '../bytes.ts';
import { onFrames, type Blow } from '../attack.ts';
import { openSubscription } from './json.ts';

/** A text frame with these bytes in the midst of its text. */
const withBytes =
  (...bytes: number[]) =>
  ({ line }: Blow): void =>
    line.violate(frame(Buffer.concat([Buffer.from('["NOTICE","'), Buffer.from(bytes), Buffer.from('"]')])));

const withWords = (words: string) => (blow: Blow) => {
  blow.line.write(frame(`["NOTICE","${words}"]`));
  blow.line.write(frame(`["CLOSED","nobody","${words}"]`));
  if (blow.answer[0] === 'OK')
    blow.line.tellAs(frame(`["OK","${String(blow.answer[1])}",${String(blow.answer[2])},"${words}"]`), blow.answer);
  else if (blow.answer.length > 0) blow.line.tell(blow.answer);
};

/** Bytes that are no text, and texts that are hard to print. */
export const utf8 = onFrames('utf8', {
  'invalid-byte': withBytes(0xff),
  'stray-continuation': withBytes(0x80, 0xbf),
  overlong: withBytes(0xc0, 0xaf),
  'raw-surrogate': withBytes(0xed, 0xa0, 0x80),
  'above-unicode': withBytes(0xf5, 0x80, 0x80, 0x80),
  'cut-character': ({ line }) => line.violate(frame(Buffer.from([0x22, 0xe2, 0x82]))),
  'character-across-fragments': ({ line, answer }) => {
    const message = answer.length > 0 ? answer : ['NOTICE', '€uro 🐤'];
    line.write(fragments('["NOTICE","€uro 🐤"]', 1));
    line.tellAs(fragments(JSON.stringify(message), 3), message);
  },
  'lone-surrogates': withWords(String.raw`\ud800 and \udfff`),
  'nul-and-escapes': withWords(String.raw`\u0000\u001b[2J\u001b]8;;http://x\u0007\u009b31m\u202e\u2028`),
  'carriage-returns': withWords(String.raw`ok\r\n::error::hostile\r\n##vso[task.complete]\b\b\b`),
  markup: withWords(String.raw`<script>alert(1)</script>]]>&#0;</testcase>`),
  'lone-surrogate-in-an-event': (blow) =>
    blow.line.write(
      frame(
        `["EVENT","${openSubscription(blow)}",{"id":"${'c'.repeat(64)}","pubkey":"\\ud800","sig":"\\udfff","kind":9,"created_at":1,"tags":[["h","\\ud83d"]],"content":"\\udc00"}]`,
      ),
    ),
});
