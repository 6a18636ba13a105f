import {
  arrival,
  chatMessage,
  expect,
  proves,
  tagged,
  test,
  whereTaken,
  wireOf,
} from '../../../fixtures/protocol-suite.ts';

const CONTROL_CHARACTERS = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('');

/** Characters that encoders, databases and well-meaning filters stumble over. */
const DIFFICULT = {
  'invisible-characters': 'zero\u200b\u200c\u200d\u2060width \u00ad\u034f\u180e soft\u00a0space',
  'marks-of-direction': '\u200eleft \u200fright \u202a\u202b\u202c\u202d\u202e \u2066\u2067\u2068\u2069 שלום العربية',
  'emoji-sequences': '👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇭 👍🏿 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  'normal-forms': 'é e\u0301 \u212b \u00c5 ﬁ ① 한 \u1112\u1161\u11ab',
  'control-characters': CONTROL_CHARACTERS.slice(1) + '\u007f\u0080\u009f',
  'null-characters': 'before\u0000after',
  noncharacters: '\ufffe \uffff \ufdd0 \u{1fffe} \u{10ffff}',
};

test.describe('NIP-01: content to the letter', () => {
  test('escaped characters come back as they were', proves('nip-01/escapes-round-trip'), async ({ group, member }) => {
    const content = 'line\nbreak "quoted" back\\slash\r\ttab\bbackspace\fform feed /slash';
    const message = await member.publish(chatMessage({ group: group.id, content }));
    expect(message).toBeAccepted();
    expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
  });

  test(
    'characters beyond the BMP come back as they were',
    proves('nip-01/unicode-round-trips'),
    async ({ group, member }) => {
      const content = '🐦 👩‍👩‍👧 𝕟𝕠𝕤𝕥𝕣 日本語 עברית e\u0301 \u2028\u2029 \uFEFF\uFFFD';
      const message = await member.publish(chatMessage({ group: group.id, content }));
      expect(message).toBeAccepted();
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test('markup comes back as it was', proves('nip-01/markup-round-trips'), async ({ group, member }) => {
    const content = `<b>&amp;</b> 'quoted' %s %00 \${name} {"json": [1.0]} \\u0041`;
    const message = await member.publish(chatMessage({ group: group.id, content }));
    expect(message).toBeAccepted();
    expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
  });

  test(
    'empty content is taken and comes back',
    proves('nip-01/empty-content-round-trips'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id, content: '' }));
      expect(message).toBeAccepted();
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test('tags keep their order and their empty values', proves('nip-01/tags-round-trip'), async ({ group, member }) => {
    const tags = [['t', 'second', 'third', ''], ['t', 'second'], ['client-note', ''], ['alone'], ['note', '"\n🐦']];
    const message = await member.publish(tagged(chatMessage({ group: group.id }), ...tags));
    expect(message).toBeAccepted();
    expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
  });

  test(
    'escapes and unicode are delivered live to the letter',
    proves('nip-01/content-is-delivered-unchanged'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id, content: '"\n\\\t🐦\u2028<&>' }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
      expect(live.events).toEqual([message.event]);
    },
  );

  for (const [name, content] of Object.entries(DIFFICULT))
    test(
      `${name.replaceAll('-', ' ')} come back as they were`,
      proves(`nip-01/${name}-round-trip`),
      async ({ group, member }) => {
        const message = whereTaken(await member.publish(chatMessage({ group: group.id, content })));
        expect(message).toBeAccepted();
        expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      },
    );

  test(
    'any way to escape a character in JSON is read as that character',
    proves('nip-01/unlisted-escapes-are-read'),
    async ({ group, member }) => {
      const wire = wireOf(member);
      const event = member.sign(chatMessage({ group: group.id, content: 'Ab/\n🐦é' }));
      const escaped = String.raw`"content":"\u0041\u0062\/\u000a\ud83d\uDC26\u00e9"`;
      wire.say(JSON.stringify(['EVENT', event]).replace(/"content":"[^"]*"/, () => escaped));
      expect(await wire.hears({ verb: 'OK', id: event.id })).toMatchObject({ accepted: true });
      expect(await member.ask({ ids: [event.id] })).toShow(event);
    },
  );

  test(
    'raw control characters are refused, or kept to the letter',
    proves('nip-01/raw-control-characters'),
    async ({ group, member }) => {
      const wire = wireOf(member);
      const event = member.sign(chatMessage({ group: group.id, content: 'one\ntwo\tthree' }));
      wire.say(JSON.stringify(['EVENT', event]).replace('one\\ntwo\\tthree', event.content));

      // Another message comes after, and of the first there is no trace or the whole
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      const answer = await member.ask({ kinds: [9], '#h': [group.id] });
      expect(answer).toShow(message.event);
      for (const shown of answer.events) expect([event, message.event]).toContainEqual(shown);
    },
  );

  test(
    'tags without elements come back as they were',
    proves('nip-01/tags-without-elements'),
    async ({ group, member }) => {
      const message = whereTaken(await member.publish(tagged(chatMessage({ group: group.id }), [], [''], ['', ''])));
      expect(message).toBeAccepted();
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test('a tag of 2,000 values comes back whole', proves('nip-01/long-tag-round-trips'), async ({ group, member }) => {
    const values = Array.from({ length: 2_000 }, (_, index) => `${index}`);
    const message = whereTaken(await member.publish(tagged(chatMessage({ group: group.id }), ['values', ...values])));
    expect(message).toBeAccepted();
    expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
  });
});
