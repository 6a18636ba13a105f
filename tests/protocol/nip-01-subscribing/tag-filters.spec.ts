import { chatMessage, expect, history, otherHex, proves, tagged, test } from '../../../fixtures/protocol-suite.ts';

/** Values on which an index goes wrong that keeps hex as bytes, ignores case or splits at colons. */
const DELICATE_VALUES = {
  'hex-of-odd-length': ['abc', 'a', 'deadbeefd'],
  'hex-of-either-case': ['DEADBEEF', 'deadbeef'],
  'other-characters': ['two words', '30023:x:y:z', 'größe 🐦'],
};

test.describe('NIP-01: filters by tag', () => {
  test('#d finds events by their identifier', proves('nip-01/filter-d'), async ({ group, member, outsider }) => {
    await history(member, group.id);
    const named = await member.publish(tagged(chatMessage({ group: group.id }), ['d', 'chapter']));
    expect(named).toBeAccepted();
    expect(await outsider.ask({ kinds: [9], '#d': ['chapter'], '#h': [group.id] })).toShowOnly(named.event);
  });

  test(
    'letters that no NIP gave a meaning to are found too, in upper case as well',
    proves('nip-01/filter-any-letter'),
    async ({ group, member, outsider }) => {
      await history(member, group.id);
      const marked = tagged(chatMessage({ group: group.id }), ['j', 'small'], ['J', 'large']);
      const message = await member.publish(marked);
      expect(message).toBeAccepted();
      expect(await outsider.ask({ kinds: [9], '#j': ['small'], '#h': [group.id] })).toShowOnly(message.event);
      expect(await outsider.ask({ kinds: [9], '#J': ['large'], '#h': [group.id] })).toShowOnly(message.event);
    },
  );

  test(
    'a letter does not find another letter',
    proves('nip-01/filter-keeps-letters-apart'),
    async ({ group, member, outsider }) => {
      const [first] = await history(member, group.id);
      const reply = await member.publish(tagged(chatMessage({ group: group.id }), ['e', first.id]));
      const mention = await member.publish(tagged(chatMessage({ group: group.id }), ['p', first.id]));
      for (const each of [reply, mention]) expect(each).toBeAccepted();
      expect(await outsider.ask({ kinds: [9], '#e': [first.id], '#h': [group.id] })).toShowOnly(reply.event);
      expect(await outsider.ask({ kinds: [9], '#p': [first.id], '#h': [group.id] })).toShowOnly(mention.event);
    },
  );

  test(
    'a tag is found by its whole value only',
    proves('nip-01/filter-is-exact'),
    async ({ group, member, outsider }) => {
      const [first] = await history(member, group.id);
      const message = await member.publish(
        tagged(chatMessage({ group: group.id, refersTo: first.id }), ['t', 'birdsong', 'aside']),
      );
      expect(message).toBeAccepted();
      expect(await outsider.ask({ kinds: [9], '#t': ['birdsong'], '#h': [group.id] })).toShowOnly(message.event);
      for (const near of ['bird', 'birdsongs', 'aside'])
        expect(await outsider.ask({ kinds: [9], '#t': [near], '#h': [group.id] })).toShowOnly();
      expect(await outsider.ask({ kinds: [9], '#e': [otherHex(first.id)], '#h': [group.id] })).toShowOnly();
    },
  );

  test(
    'values that begin like each other are all looked for',
    proves('nip-01/filter-with-values-alike'),
    async ({ group, member, outsider }) => {
      const put = (topic: string) => member.publish(tagged(chatMessage({ group: group.id }), ['t', topic]));
      const publications = await Promise.all(['bird', 'birds', 'birdsong', 'birch'].map(put));
      for (const each of publications) expect(each).toBeAccepted();
      const [bird, birds, birdsong] = publications.map(({ event }) => event);
      const answer = await outsider.ask({ kinds: [9], '#t': ['bird', 'birds', 'birdsong'], '#h': [group.id] });
      expect(answer).toShowOnly(...[bird, birds, birdsong].filter((event) => event !== undefined));
    },
  );

  test(
    'tags of different letters have to hold together',
    proves('nip-01/filter-tags-are-and'),
    async ({ group, member, outsider }) => {
      const put = (...tags: string[][]) => member.publish(tagged(chatMessage({ group: group.id }), ...tags));
      const both = await put(['t', 'bird'], ['l', 'en']);
      const others = [await put(['t', 'bird'], ['l', 'de']), await put(['l', 'en']), await put(['t', 'en'])];
      for (const each of [both, ...others]) expect(each).toBeAccepted();
      const answer = await outsider.ask({ kinds: [9], '#t': ['bird', 'fish'], '#l': ['en'], '#h': [group.id] });
      expect(answer).toShowOnly(both.event);
    },
  );

  for (const [name, values] of Object.entries(DELICATE_VALUES))
    test(
      `a tag is found whose value is ${name.replaceAll('-', ' ')}`,
      proves(`nip-01/filter-value-with-${name}`),
      async ({ group, member, outsider }) => {
        for (const value of values) {
          const message = await member.publish(tagged(chatMessage({ group: group.id }), ['r', value]));
          expect(message).toBeAccepted();
          expect(await outsider.ask({ kinds: [9], '#r': [value], '#h': [group.id] })).toShowOnly(message.event);
        }
      },
    );
});
