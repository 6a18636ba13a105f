import {
  arrival,
  earlier,
  expect,
  note,
  nowInSeconds,
  proves,
  tagged,
  test,
  whereTaken,
} from '../../../fixtures/protocol-suite.ts';

/** Of these only the newest version is kept: by author and kind (a list of groups), or by author, kind and `d` (an article). */
const LIST = 10009;
const ARTICLE = 30023;

test.describe('NIP-01: replaceable and addressable events', () => {
  for (const [name, kind] of Object.entries({ replaceable: LIST, addressable: ARTICLE })) {
    test(
      `the newer version of an event that is ${name} replaces the older`,
      proves(`nip-01/${name}-newest-wins`),
      async ({ group, member }) => {
        const version = (seconds: number) => ({ ...tagged(earlier(seconds, group.id), ['d', 'one']), kind });
        whereTaken(await member.publish(version(20)));
        const newer = await member.publish(version(10));
        expect(newer).toBeAccepted();
        const answer = await member.ask({ kinds: [kind], authors: [member.pubkey], '#h': [group.id] });
        expect(answer.events).toEqual([newer.event]);
      },
    );

    test(
      `an older version of an event that is ${name} does not win by coming late`,
      proves(`nip-01/${name}-late-version-loses`),
      async ({ group, member }) => {
        const version = (seconds: number) => ({ ...tagged(earlier(seconds, group.id), ['d', 'one']), kind });
        const newer = whereTaken(await member.publish(version(10)));
        const older = await member.publish(version(20));
        expect(older.outcome).toMatch(/^(accepted|refused)$/);
        const answer = await member.ask({ kinds: [kind], authors: [member.pubkey], '#h': [group.id] });
        expect(answer.events).toEqual([newer.event]);
      },
    );

    test(
      `of one second, the lowest id of an event that is ${name} is kept`,
      proves(`nip-01/${name}-lowest-id-wins`),
      async ({ group, member }) => {
        const template = { ...tagged(earlier(10, group.id), ['d', 'one']), kind };
        const versions = ['a', 'b', 'c'].map((content) => member.sign({ ...template, content }));
        const [lowest, middle, highest] = versions.sort((one, other) => (one.id < other.id ? -1 : 1));
        whereTaken(await member.publish(middle ?? template));
        for (const each of [highest, lowest]) await member.publish(each ?? template);
        const answer = await member.ask({ kinds: [kind], authors: [member.pubkey], '#h': [group.id] });
        expect(answer.events).toEqual([lowest]);
      },
    );

    test(
      `sending the same event that is ${name} again does not delete it`,
      proves(`nip-01/${name}-survives-its-duplicate`),
      async ({ group, member }) => {
        const template = { ...tagged(earlier(10, group.id), ['d', 'one']), kind };
        const first = whereTaken(await member.publish(template));
        const again = await member.publish(first.event);
        expect(again.outcome).toMatch(/^(accepted|refused)$/);
        const answer = await member.ask({ kinds: [kind], authors: [member.pubkey], '#h': [group.id] });
        expect(answer.events).toEqual([first.event]);
      },
    );
  }

  test('events with different d stand side by side', proves('nip-01/addressable-by-d'), async ({ group, member }) => {
    const article = (d: string, seconds: number) => ({
      ...tagged(earlier(seconds, group.id), ['d', d]),
      kind: ARTICLE,
    });
    const nameless = whereTaken(await member.publish(article('', 10)));
    const named = await member.publish(article('one', 20));
    expect(named).toBeAccepted();

    const answer = await member.ask({ kinds: [ARTICLE], authors: [member.pubkey], '#h': [group.id] });
    expect(answer).toShowOnly(nameless.event, named.event);
    const found = await member.ask({ kinds: [ARTICLE], '#d': ['one'], '#h': [group.id] });
    expect(found.events).toEqual([named.event]);
  });

  for (const [name, kind] of Object.entries({ metadata: 0, 'contact-list': 3 }))
    test(
      `of two events of kind ${kind} the newer is served`,
      proves(`nip-01/${name}-newest-wins`),
      async ({ member }) => {
        const version = (seconds: number) => ({
          ...note(kind, { content: '{"name":"canary"}' }),
          createdAt: nowInSeconds() - seconds,
        });
        whereTaken(await member.publish(version(20)));
        const newer = await member.publish(version(10));
        expect(newer).toBeAccepted();
        expect((await member.ask({ kinds: [kind], authors: [member.pubkey] })).events).toEqual([newer.event]);
      },
    );

  for (const [name, kind] of Object.entries({ replaceable: LIST, addressable: ARTICLE })) {
    test(
      `a replaced version that is ${name} is not found by its id either`,
      proves(`nip-01/${name}-replaced-is-gone`),
      async ({ group, member }) => {
        const version = (seconds: number) => ({ ...tagged(earlier(seconds, group.id), ['d', 'one']), kind });
        const older = whereTaken(await member.publish(version(20)));
        const newer = await member.publish(version(10));
        expect(newer).toBeAccepted();
        const answer = await member.ask({ ids: [older.event.id, newer.event.id] });
        expect(answer.events).toEqual([newer.event]);
      },
    );

    test(
      `versions of an event that is ${name} arrive live in their order`,
      proves(`nip-01/${name}-versions-arrive-in-order`),
      async ({ group, member, outsider }) => {
        const version = (seconds: number) => ({ ...tagged(earlier(seconds, group.id), ['d', 'one']), kind });
        const live = outsider.listen({ kinds: [kind], '#h': [group.id] });
        expect(await live.answer).toBeComplete();
        const first = whereTaken(await member.publish(version(30)));
        const second = await member.publish(version(20));
        const last = await member.publish(version(10));
        expect(await arrival(last, live)).toBeDelivered();

        expect(live.events).toEqual([first.event, second.event, last.event]);
        expect((await outsider.ask({ kinds: [kind], '#h': [group.id] })).events).toEqual([last.event]);
      },
    );
  }

  test('no d is the same as an empty one', proves('nip-01/no-d-is-an-empty-d'), async ({ group, member }) => {
    const article = (seconds: number, ...tags: string[][]) => ({
      ...tagged(earlier(seconds, group.id), ...tags),
      kind: ARTICLE,
    });
    whereTaken(await member.publish(article(20)));
    const newer = whereTaken(await member.publish(article(10, ['d', ''])));
    const answer = await member.ask({ kinds: [ARTICLE], authors: [member.pubkey], '#h': [group.id] });
    expect(answer.events).toEqual([newer.event]);
  });
});
