import {
  aftermath,
  chatMessage,
  expect,
  oversizedMessage,
  proves,
  test,
  type Abuse,
} from '../../../fixtures/protocol-suite.ts';

/** Says these texts one after the other. */
const says =
  (...texts: string[]): Abuse =>
  (wire) =>
    texts.forEach((text) => wire.say(text));

const DEPTH = 10_000;

/** What is no message of NIP-01. */
const ABUSES: Record<string, Abuse> = {
  'malformed-json': says('hello', '["EVENT", {"id"', '["REQ","broken"', "['REQ']", '["REQ","a",{}]]', '\u0001'),
  'empty-text': says('', ' ', '\n'),
  'json-that-is-no-array': says('{}', '5', 'null', '"EVENT"', 'true', '{"0":"REQ","1":"a","length":2}'),
  'an-empty-array': says('[]', '[[]]', '[{}]', '[null]', '[["REQ"]]', '[5,{}]', '[""]'),
  'deep-nesting': says(
    '['.repeat(DEPTH) + ']'.repeat(DEPTH),
    `["EVENT",${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}]`,
    '['.repeat(DEPTH),
  ),
  'an-unknown-verb': says('["HELLO","there"]', '["event",{}]', '["",""]', '["EVENT "]', '["OK","a",true,""]'),
  'a-very-long-verb': says(`["${'A'.repeat(10_000)}","there"]`),
  'prototype-names-as-verbs': says('["__proto__",{}]', '["constructor","a"]', '["toString"]', '["hasOwnProperty","a"]'),
  'a-byte-order-mark': says('\uFEFF["CLOSE","nobody"]', '\uFEFF'),
  'a-binary-frame': (wire) => {
    wire.sayBytes(Buffer.from('["CLOSE","nobody"]'), 'binary');
    wire.sayBytes(Buffer.from([0x00, 0xff, 0xfe, 0x80]), 'binary');
  },
  'invalid-utf-8': (wire) =>
    wire.sayBytes(
      Buffer.concat([Buffer.from('["CLOSE","'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"]')]),
      'text',
    ),
};

test.describe('survives bad input: what is no message', () => {
  for (const [name, abuse] of Object.entries(ABUSES))
    test(
      `everybody is served after ${name.replaceAll('-', ' ')}`,
      proves(`survives-bad-input/${name}`),
      async ({ group, member, outsider, welcome }) => {
        const scene = { abuser: member, neighbour: outsider, welcome, template: chatMessage({ group: group.id }) };
        const { listening, message, stored, delivery } = await aftermath(scene, abuse);
        expect(listening).toBeComplete();
        expect(message).toBeAccepted();
        expect(stored).toShow(message.event);
        expect(delivery).toBeDelivered();
      },
    );

  test(
    'everybody is served after a message beyond the advertised length',
    proves('survives-bad-input/an-oversized-message'),
    async ({ group, member, outsider, welcome }) => {
      const oversized = member.sign(await oversizedMessage(member, group.id));
      const scene = { abuser: member, neighbour: outsider, welcome, template: chatMessage({ group: group.id }) };
      const { listening, message, stored, delivery } = await aftermath(scene, (wire) => wire.say(['EVENT', oversized]));
      expect(listening).toBeComplete();
      expect(message).toBeAccepted();
      expect(stored).toShow(message.event);
      expect(delivery).toBeDelivered();
    },
  );
});
