import {
  chatMessage,
  deletion,
  expect,
  history,
  manyMessages,
  proves,
  reconcileWith,
  test,
  whereAdvertised,
  whereClosed,
  whereTaken,
} from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-77: reconciling', () => {
  test(
    'who knows nothing learns the ids of what REQ shows, and no others',
    proves('nip-77/empty-set-finds-what-req-shows'),
    async ({ admin, group, member, outsider }) => {
      await whereAdvertised(outsider, 77);
      const filter = { kinds: [9], '#h': [group.id], authors: [member.pubkey] };
      const messages = await history(member, group.id);
      expect(await admin.publish(chatMessage({ group: group.id }))).toBeAccepted();
      expect(await outsider.ask(filter)).toShow(...messages);

      expect(await reconcileWith(outsider, filter)).toMatchObject({
        outcome: 'reconciled',
        onlyTheRelay: expect.arrayContaining(messages.map(({ id }) => id)),
        onlyWe: [],
      });
      expect(await reconcileWith(outsider, filter)).toHaveProperty('onlyTheRelay.length', messages.length);
    },
  );

  test(
    'who knows everything learns that nothing is missing',
    proves('nip-77/same-set-differs-in-nothing'),
    async ({ group, member }) => {
      await whereAdvertised(member, 77);
      const messages = await history(member, group.id);
      const known = await reconcileWith(member, { kinds: [9], '#h': [group.id] }, messages);
      expect(known).toMatchObject({ outcome: 'reconciled', onlyTheRelay: [], onlyWe: [] });
    },
  );

  test(
    'what only one side has is told apart',
    proves('nip-77/differences-are-told-apart'),
    async ({ group, member }) => {
      await whereAdvertised(member, 77);
      const [newest, ...others] = await history(member, group.id);
      const unsent = member.sign(chatMessage({ group: group.id }));
      const answer = await reconcileWith(member, { kinds: [9], '#h': [group.id] }, [unsent, ...others]);
      expect(answer).toMatchObject({ outcome: 'reconciled', onlyTheRelay: [newest.id], onlyWe: [unsent.id] });
    },
  );

  test(
    'one message among forty is found, in as many rounds as it takes',
    proves('nip-77/difference-among-many-is-found'),
    async ({ group, member }) => {
      await whereAdvertised(member, 77);
      const messages = await manyMessages(member, group.id, 40);
      const [missing] = messages.slice(20);
      const known = messages.filter((message) => message !== missing);
      const answer = await reconcileWith(member, { kinds: [9], '#h': [group.id] }, known);
      expect(answer).toMatchObject({ outcome: 'reconciled', onlyTheRelay: [missing?.id], onlyWe: [] });
    },
  );

  test('what was deleted is not named any more', proves('nip-77/set-follows-deletions'), async ({ group, member }) => {
    await whereAdvertised(member, 77);
    const [newest, ...others] = await history(member, group.id);
    const filter = { kinds: [9], '#h': [group.id] };
    expect(await reconcileWith(member, filter, others)).toHaveProperty('onlyTheRelay', [newest.id]);

    whereTaken(await member.publish(deletion(group.id, newest.id)));
    expect(await member.ask(filter)).toShow(...others);
    expect(await reconcileWith(member, filter, others)).toHaveProperty('onlyTheRelay', []);
  });
});

test.describe('NIP-77: reconciling a private group', { tag: '@nip-42' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  for (const { who, prepare } of [
    { who: 'stranger', prepare: () => Promise.resolve() },
    { who: 'visitor', prepare: (visitor: { login(): Promise<unknown> }) => visitor.login() },
  ])
    test(
      `its ids are named to no ${who}, by whichever filter`,
      proves(`nip-77/private-ids-are-unseen-by-a-${who}`),
      async ({ group, member, stranger }) => {
        await whereAdvertised(member, 77);
        await prepare(stranger);
        const { event } = await member.publish(chatMessage({ group: group.id }));
        const filters = [{ kinds: [9], '#h': [group.id] }, { ids: [event.id] }, { authors: [event.pubkey] }];
        for (const filter of filters) {
          expect(await reconcileWith(member, filter)).toHaveProperty('onlyTheRelay', [event.id]);
          const answer = await reconcileWith(stranger, filter);
          expect(answer.outcome).toMatch(/^(reconciled|refused)$/);
          expect({ onlyTheRelay: [], ...answer }).toHaveProperty('onlyTheRelay', []);
        }
      },
    );

  test(
    'a login is asked for as for a REQ',
    proves('nip-77/login-is-asked-for-like-req'),
    async ({ group, member, stranger }) => {
      await whereAdvertised(member, 77);
      const filter = { kinds: [9], '#h': [group.id] };
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await reconcileWith(member, filter)).toHaveProperty('onlyTheRelay', [message.event.id]);

      const { prefix } = { prefix: undefined, ...whereClosed(await stranger.ask(filter)) };
      expect(await reconcileWith(stranger, filter)).toMatchObject({ outcome: 'refused', prefix });
    },
  );
});
