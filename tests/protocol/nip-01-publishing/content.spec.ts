import { arrival, chatMessage, expect, proves, tagged, test } from '../../../fixtures/protocol-suite.ts';

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
      const live = outsider.listen({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id, content: '"\n\\\t🐦\u2028<&>' }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
      expect(live.events).toEqual([message.event]);
    },
  );
});
