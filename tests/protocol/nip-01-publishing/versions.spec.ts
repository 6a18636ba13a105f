import { earlier, expect, proves, tagged, test, whereTaken } from '../../../fixtures/protocol-suite.ts';

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
    expect(answer.events).toEqual([nameless.event, named.event]);
    const found = await member.ask({ kinds: [ARTICLE], '#d': ['one'], '#h': [group.id] });
    expect(found.events).toEqual([named.event]);
  });
});
