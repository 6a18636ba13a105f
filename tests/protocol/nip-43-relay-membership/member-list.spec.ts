import { askRelayMembers, expect, proves, relayKey, test, whereAdvertised } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-43: what the relay says of its members', () => {
  test.beforeEach(async ({ admin }) => whereAdvertised(admin, 43));

  test(
    'the list of members is signed by the relay, and there is one',
    proves('nip-43/list-is-the-relays'),
    async ({ admin, settings }) => {
      const lists = await askRelayMembers(admin);
      const self = await relayKey(settings);
      expect(lists.map(({ pubkey }) => pubkey)).toEqual([self]);
    },
  );

  test('the list of members is protected', proves('nip-43/list-is-protected'), async ({ admin }) => {
    const [list] = await askRelayMembers(admin);
    expect(list?.tags).toContainEqual(['-']);
  });

  for (const { kind, tag } of [
    { kind: 8000, tag: 'p' },
    { kind: 8001, tag: 'p' },
    { kind: 13534, tag: 'member' },
  ])
    test(
      `kind ${kind} is taken from nobody`,
      proves(`nip-43/kind-${kind}-is-the-relays`),
      async ({ admin, stranger }) => {
        const forged = await admin.publish({ kind, tags: [['-'], [tag, stranger.pubkey]] });
        expect(forged).toBeTurnedDown();
        expect(await admin.ask({ ids: [forged.event.id] })).not.toShow(forged.event);
      },
    );
});
