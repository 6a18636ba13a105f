import {
  awaitShown,
  chatMessage,
  expect,
  proves,
  rareWord,
  test,
  whereAdvertised,
} from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-50: search', () => {
  test.beforeEach(async ({ outsider }) => {
    await whereAdvertised(outsider, 50);
  });

  test(
    'a search finds the messages that hold the word',
    proves('nip-50/search-finds-words'),
    async ({ group, member, outsider }) => {
      const [word, other] = [rareWord(), rareWord()];
      const wanted = await member.publish(chatMessage({ group: group.id, content: `where the ${word} sings` }));
      const unwanted = await member.publish(chatMessage({ group: group.id, content: `where the ${other} sings` }));
      for (const each of [wanted, unwanted]) expect(each).toBeAccepted();

      const filter = { kinds: [9], '#h': [group.id] };
      expect(await awaitShown(outsider, { ...filter, search: other }, unwanted.event)).toShowOnly(unwanted.event);
      expect(await awaitShown(outsider, { ...filter, search: word }, wanted.event)).toShowOnly(wanted.event);
    },
  );

  test(
    'the other conditions hold for a search too',
    proves('nip-50/search-and-conditions'),
    async ({ admin, group, member, outsider }) => {
      const content = `the ${rareWord()} sings`;
      const search = content.split(' ')[1] ?? '';
      const chat = await member.publish(chatMessage({ group: group.id, content }));
      const thread = await member.publish({ ...chatMessage({ group: group.id, content }), kind: 11 });
      const others = await admin.publish(chatMessage({ group: group.id, content }));
      for (const each of [chat, thread, others]) expect(each).toBeAccepted();

      const all = [chat, thread, others].map(({ event }) => event);
      const inGroup = { '#h': [group.id], search };
      expect(await awaitShown(outsider, { ...inGroup, kinds: [9, 11] }, ...all)).toShowOnly(...all);
      expect(await outsider.ask({ ...inGroup, kinds: [11] })).toShowOnly(thread.event);
      expect(await outsider.ask({ ...inGroup, kinds: [9], authors: [member.pubkey] })).toShowOnly(chat.event);
      expect(await outsider.ask({ ...inGroup, kinds: [9], '#h': [`${group.id}-not`] })).toShowOnly();
    },
  );

  test('limit bounds a search', proves('nip-50/search-is-limited'), async ({ group, member, outsider }) => {
    const search = rareWord();
    const put = (song: string) => member.publish(chatMessage({ group: group.id, content: `${search} sings ${song}` }));
    const publications = await Promise.all(['bass', 'tenor', 'alto'].map(put));
    for (const each of publications) expect(each).toBeAccepted();

    const filter = { kinds: [9], '#h': [group.id], search };
    const events = publications.map(({ event }) => event);
    expect(await awaitShown(outsider, filter, ...events)).toShowOnly(...events);
    expect((await outsider.ask({ ...filter, limit: 2 })).events).toHaveLength(2);
  });

  test(
    'an extension that nobody knows is ignored',
    proves('nip-50/unknown-extension-is-ignored'),
    async ({ group, member, outsider }) => {
      const word = rareWord();
      const message = await member.publish(chatMessage({ group: group.id, content: `the ${word} sings` }));
      expect(message).toBeAccepted();
      const filter = { kinds: [9], '#h': [group.id], search: `${word} canarysong:loud` };
      expect(await awaitShown(outsider, filter, message.event)).toShowOnly(message.event);
    },
  );

  test(
    'a search needs the same login as any request',
    proves('nip-50/search-is-gated-like-req'),
    async ({ group, member, stranger }) => {
      const word = rareWord();
      const message = await member.publish(chatMessage({ group: group.id, content: `the ${word} sings` }));
      expect(message).toBeAccepted();
      const filter = { kinds: [9], '#h': [group.id] };
      expect(await awaitShown(member, { ...filter, search: word }, message.event)).toShow(message.event);

      const plain = await stranger.ask(filter);
      expect(plain.outcome).toMatch(/^(complete|refused)$/);
      expect(await stranger.ask({ ...filter, search: word })).toHaveProperty('outcome', plain.outcome);
    },
  );
});

test.describe('NIP-50: search and private groups', () => {
  test.use({ groupFlags: ['private', 'closed', 'restricted'] });

  test.beforeEach(async ({ outsider }) => {
    await whereAdvertised(outsider, 50);
  });

  test(
    'a search shows who is no member nothing private',
    proves('nip-50/private-is-not-found'),
    async ({ group, member, outsider, stranger }) => {
      const search = rareWord();
      const message = await member.publish(chatMessage({ group: group.id, content: `the ${search} sings` }));
      expect(message).toBeAccepted();
      const inGroup = { kinds: [9], '#h': [group.id], search };
      expect(await awaitShown(member, inGroup, message.event)).toShow(message.event);

      for (const person of [outsider, stranger])
        for (const filter of [{ search }, { kinds: [9], search }, { ids: [message.event.id], search }, inGroup])
          expect(await person.ask(filter)).not.toShow(message.event);
    },
  );
});
