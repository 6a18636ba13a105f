import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { startRelay, type RunningRelay } from '../../../lab/relay/start.ts';
import { castOf } from './cast.ts';
import { Client, Key, withRelay } from './client.ts';

/** Somebody with groups of their own, and what these groups' 39000 say besides their id. */
async function founderOn({ url }: RunningRelay) {
  const [client, key] = [await Client.connect(url), new Key()];
  const send = (kind: number, group: string, ...tags: string[][]) =>
    client.publish(key.sign(kind, [['h', group], ...tags], randomUUID()));
  const place = async (group: string) => {
    const [metadata] = await client.ask({ kinds: [39000], '#d': [group] });
    return typeof metadata === 'object' ? metadata.tags.slice(1) : metadata;
  };
  for (const id of ['tech', 'nostr', 'music']) await send(9007, id);
  return { key, send, place };
}

test.describe('subgroups', () => {
  test('a parent is shown once it is set, and gone when the group becomes a root', () =>
    withRelay(async (relay) => {
      const { send, place } = await founderOn(relay);
      expect(await send(9002, 'nostr', ['parent', 'tech'])).toBe(true);
      expect(await place('nostr')).toEqual([['parent', 'tech']]);
      expect(await send(9002, 'nostr', ['name', 'Nostr'])).toBe(true);
      expect(await place('nostr')).toEqual([['name', 'Nostr'], ['parent', 'tech']]); // prettier-ignore
      expect(await send(9002, 'nostr', ['parent', ''])).toBe(true);
      expect(await place('nostr')).toEqual([['name', 'Nostr']]);
      expect(await send(9007, 'nips', ['parent', 'nostr'])).toBe(true);
      expect(await place('nips')).toEqual([['parent', 'nostr']]);
    }));

  test('an unknown parent, the group itself, two parents and a cycle are refused as invalid', () =>
    withRelay(async (relay) => {
      const { send, place } = await founderOn(relay);
      await send(9002, 'nostr', ['parent', 'tech']);
      await send(9002, 'music', ['parent', 'nostr']);
      for (const parent of ['nowhere', 'tech', 'nostr', 'music'])
        expect(await send(9002, 'tech', ['name', 'changed'], ['parent', parent])).toMatch(/^invalid: /);
      expect(await send(9002, 'music', ['parent', 'tech'], ['parent', 'nostr'])).toMatch(/^invalid: /);
      expect(await send(9007, 'new', ['parent', 'new'])).toMatch(/^invalid: /);
      expect(await place('tech')).toEqual([]);
      expect(await place('music')).toEqual([['parent', 'nostr']]);
    }));

  test('only an admin of the parent puts a group below it, and a hidden parent is not found', () =>
    withRelay(async (relay) => {
      const { id, member, memberKey } = await castOf(relay);
      const hidden = await castOf(relay, 'hidden');
      const below = (parent: string) => member.publish(memberKey.sign(9007, [['h', `below-${parent}`], ['parent', parent]])); // prettier-ignore
      expect(await below(id)).toMatch(/^restricted: /);
      expect(await below(hidden.id)).toBe('invalid: parent group not found');
    }));

  test('the children of a deleted group become roots', () =>
    withRelay(async (relay) => {
      const { send, place } = await founderOn(relay);
      await send(9002, 'nostr', ['parent', 'tech']);
      await send(9002, 'music', ['child', 'tech'], ['child', 'other']);
      expect(await send(9008, 'tech')).toBe(true);
      expect(await place('nostr')).toEqual([]);
      expect(await place('music')).toEqual([['child', 'other']]);
      expect(await send(9002, 'music', ['parent', 'tech'])).toBe('invalid: parent group not found');
    }));

  test('the children are shown in the order in which they are listed', () =>
    withRelay(async (relay) => {
      const { send, place } = await founderOn(relay);
      await send(9002, 'tech', ['child', 'nostr', 'b'], ['child', 'music']);
      expect(await place('tech')).toEqual([['child', 'nostr', 'b'], ['child', 'music']]); // prettier-ignore
      await send(9002, 'tech', ['child', 'music']);
      expect(await place('tech')).toEqual([['child', 'music']]);
      expect(await send(9002, 'tech', ['child', 'tech'])).toMatch(/^invalid: /);
      await send(9002, 'tech', ['child']);
      expect(await place('tech')).toEqual([]);
    }));

  test('parents, supported kinds and pins are known after a restart', async ({}, testInfo) => {
    const options = { file: testInfo.outputPath('events.jsonl'), secretKey: new Key().secret };
    const before = await startRelay(options);
    const { key, send } = await founderOn(before);
    await send(9002, 'nostr', ['parent', 'tech'], ['supported_kinds', '9']);
    await send(9010, 'nostr', ['e', 'f'.repeat(64)]);
    await before.stop();
    await withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const cycle = key.sign(9002, [['h', 'tech'], ['parent', 'nostr']]); // prettier-ignore
      expect(await client.publish(cycle)).toMatch(/^invalid: .* cycle$/);
      expect(await client.publish(key.sign(11, [['h', 'nostr']]))).toMatch(/^restricted: kind 11 /);
      expect(await client.ask({ kinds: [39005] })).toHaveLength(1);
    }, options);
  });

  test('an admin of the parent is nobody in the subgroup', () =>
    withRelay(async (relay) => {
      const { id, admin, adminKey, member, memberKey, moderate } = await castOf(relay);
      await admin.publish(moderate(9000, ['p', memberKey.pubkey, 'admin']));
      expect(await member.publish(memberKey.sign(9007, [['h', 'below'], ['parent', id], ['closed']]))).toBe(true); // prettier-ignore
      for (const kind of [9, 9002]) expect(await admin.publish(adminKey.sign(kind, [['h', 'below']]))).toMatch(/^restricted: /); // prettier-ignore
    }));
});
