import { arrivalOf, askSnapshot, awaitGroupState, awaitSnapshot } from '../../../fixtures/protocol-suite.ts';
import { editGroup, expect, hasValidSignature, proves, relayKey } from '../../../fixtures/protocol-suite.ts';
import { tagged, tagsOf, tagValues, test, whereItApplies, whereTaken } from '../../../fixtures/protocol-suite.ts';

const METADATA = [39000, 39001, 39002, 39003];
const FLAGS = ['closed', 'restricted'] as const;

test.describe('NIP-29: what the relay says about a group', () => {
  test(
    'is signed by the key of NIP-11',
    proves('nip-29/metadata-is-signed-by-self'),
    async ({ admin, group, settings }) => {
      const self = await relayKey(settings);
      const answer = await admin.ask({ kinds: METADATA, '#d': [group.id] });
      expect(answer).toBeComplete();
      expect(new Set(answer.events.map(({ pubkey }) => pubkey))).toEqual(new Set([self]));
    },
  );

  test('has a valid signature', proves('nip-29/metadata-is-validly-signed'), async ({ admin, group }) => {
    const { events } = await admin.ask({ kinds: METADATA, '#d': [group.id] });
    expect(events.map(({ kind }) => kind)).toContain(39000);
    expect(events.filter((event) => !hasValidSignature(event))).toEqual([]);
  });

  test('names the group in one d tag', proves('nip-29/metadata-has-one-d-tag'), async ({ admin, group }) => {
    const { events } = await admin.ask({ kinds: METADATA, '#d': [group.id] });
    expect(new Set(events.map((event) => tagValues(event, 'd').join(' and ')))).toEqual(new Set([group.id]));
  });

  test('is there once for each kind', proves('nip-29/metadata-has-one-version'), async ({ admin, group }) => {
    expect(await admin.publish(editGroup(group.id, [...FLAGS], 'renamed'))).toBeAccepted();
    for (const kind of [39000, 39001])
      expect((await admin.ask({ kinds: [kind], '#d': [group.id] })).events).toHaveLength(1);
  });

  test('follows when it is renamed', proves('nip-29/edit-is-shown'), async ({ admin, group, outsider }) => {
    const name = `renamed ${crypto.randomUUID()}`;
    expect(await admin.publish(editGroup(group.id, [...FLAGS], name))).toBeAccepted();
    const shown = await awaitSnapshot(outsider, 39000, group.id, (event) => tagValues(event, 'name').includes(name));
    expect(tagsOf(shown, 'name')).toEqual([['name', name]]);
  });

  test('has its description and its picture', proves('nip-29/texts-are-shown'), async ({ admin, group, outsider }) => {
    const texts = [
      ['about', `about ${crypto.randomUUID()}`],
      ['picture', 'https://relay-canary.example/picture.png'],
    ];
    expect(await admin.publish(tagged(editGroup(group.id, [...FLAGS], 'described'), ...texts))).toBeAccepted();
    const shown = await awaitSnapshot(outsider, 39000, group.id, (event) => tagValues(event, 'about').length > 0);
    expect(tagsOf(shown, 'about', 'picture')).toEqual(expect.arrayContaining(texts));
  });

  test('keeps what an edit does not name', proves('nip-29/edit-keeps-the-rest'), async ({ admin, group }) => {
    const about = ['about', `about ${crypto.randomUUID()}`];
    expect(await admin.publish(tagged(editGroup(group.id, [...FLAGS]), about))).toBeAccepted();
    expect(await admin.publish(editGroup(group.id, [...FLAGS], 'last'))).toBeAccepted();
    const shown = await awaitSnapshot(admin, 39000, group.id, (event) => tagValues(event, 'name').includes('last'));
    expect(tagsOf(shown, 'about')).toEqual([about]);
  });

  test('comes live when it changes', proves('nip-29/metadata-comes-live'), async ({ admin, group, outsider }) => {
    const live = outsider.listen({ kinds: [39000], '#d': [group.id] });
    expect(await live.answer).toBeComplete();
    expect(await admin.publish(editGroup(group.id, [...FLAGS], 'live'))).toBeAccepted();
    expect(await arrivalOf(live, (event) => tagValues(event, 'name').includes('live'))).toBeDelivered();
  });

  test('is dated anew when it changes', proves('nip-29/metadata-is-dated-anew'), async ({ admin, group }) => {
    const before = await askSnapshot(admin, 39000, group.id);
    expect(await admin.publish(editGroup(group.id, [...FLAGS], 'newer'))).toBeAccepted();
    const after = await awaitSnapshot(admin, 39000, group.id, (event) => tagValues(event, 'name').includes('newer'));
    expect(after?.id).not.toBe(before?.id);
    expect(after?.created_at).toBeGreaterThanOrEqual(Math.max(before?.created_at ?? 0, 1));
  });

  test(
    'calls it private once it is, and no longer than that',
    proves('nip-29/private-flag-follows'),
    async ({ admin, group }) => {
      whereTaken(await admin.publish(editGroup(group.id, [...FLAGS, 'private'])));
      expect(await awaitGroupState(admin, group.id, ({ isPrivate }) => isPrivate)).toHaveProperty('isPrivate', true);
      expect(await admin.publish(editGroup(group.id, [...FLAGS, 'public']))).toBeAccepted();
      expect(await awaitGroupState(admin, group.id, ({ isPrivate }) => !isPrivate)).toHaveProperty('isPrivate', false);
    },
  );
});

test.describe('NIP-29: a group that is opened', () => {
  test.use({ groupFlags: ['closed'] });

  test('is not called closed', proves('nip-29/open-flag-is-shown'), async ({ admin, group }) => {
    const { isClosed } = await awaitGroupState(admin, group.id, (state) => state.isClosed);
    whereItApplies({ applies: isClosed, value: isClosed, because: 'the 39000 does not call the group closed' });
    expect(await admin.publish(editGroup(group.id, ['open'], 'open'))).toBeAccepted();
    expect(await awaitGroupState(admin, group.id, (state) => !state.isClosed)).toHaveProperty('isClosed', false);
  });
});

test.describe('NIP-29: a group that is closed', () => {
  test.use({ groupFlags: [] });

  test('is called closed', proves('nip-29/closed-flag-is-shown'), async ({ admin, group, outsider }) => {
    expect(await admin.publish(editGroup(group.id, ['closed'], 'closed'))).toBeAccepted();
    expect(await awaitGroupState(outsider, group.id, ({ isClosed }) => isClosed)).toHaveProperty('isClosed', true);
  });
});
