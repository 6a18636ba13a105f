import { expect, test } from '@playwright/test';
import { castOf } from './cast.ts';
import { Client, Key, withRelay } from './client.ts';

test.describe('privacy', () => {
  test('a private group is refused by name: log in first, then be a member', () =>
    withRelay(async (relay) => {
      const { id, member, memberKey, stranger, strangerKey, chat } = await castOf(relay, 'private', 'closed');
      await member.publish(chat(memberKey));
      const filter = { kinds: [9], '#h': [id] };
      expect(await stranger.ask(filter)).toMatch(/^auth-required: /);
      expect(await stranger.ask({ ...filter, limit: 0 })).toMatch(/^auth-required: /);
      await stranger.login(strangerKey);
      expect(await stranger.ask(filter)).toMatch(/^restricted: /);
      expect(await stranger.countOf(filter)).toMatch(/^restricted: /);
      expect(await member.ask(filter)).toHaveLength(1);
    }));

  test('no other question shows private content, stored, counted or live', () =>
    withRelay(async (relay) => {
      const { id, member, memberKey, stranger, chat } = await castOf(relay, 'private', 'closed');
      const first = chat(memberKey);
      await member.publish(first);
      const second = chat(memberKey, ['e', first.id]);
      const questions = [{ kinds: [9] }, { ids: [first.id, second.id] }, { '#e': [first.id] }, { limit: 0 }, { kinds: [39001, 39002], '#d': [id] }]; // prettier-ignore
      for (const [index, question] of questions.entries()) {
        expect(await stranger.subscribe(`live-${index}`, question)).toEqual([]);
        expect(await stranger.countOf({ ...question, kinds: [9, 39001, 39002] })).toBe(0);
      }
      await member.publish(second);
      expect(await stranger.ask({ kinds: [39000] })).toHaveLength(1);
      expect(stranger.frames.filter(([verb, sub]) => verb === 'EVENT' && String(sub).startsWith('live'))).toEqual([]);
    }));

  test('a removed member hears no more, at once', () =>
    withRelay(async (relay) => {
      const { id, admin, adminKey, member, memberKey, chat, moderate } = await castOf(relay, 'private', 'closed');
      await member.subscribe('live', { kinds: [9], '#h': [id] });
      const heard = chat(adminKey);
      await admin.publish(heard);
      await admin.publish(moderate(9001, ['p', memberKey.pubkey]));
      await admin.publish(chat(adminKey));
      expect(await member.ask({ kinds: [9], '#h': [id] })).toMatch(/^restricted: /);
      expect(member.idsOf('live')).toEqual([heard.id]);
    }));

  test('a hidden group is answered like one that never was', () =>
    withRelay(async (relay) => {
      const { id, member, memberKey, stranger, strangerKey, chat } = await castOf(relay, 'hidden', 'closed');
      await member.publish(chat(memberKey));
      expect(await stranger.ask({ '#h': [id] })).toEqual([]);
      expect(await stranger.ask({ '#d': [id] })).toEqual([]);
      for (const kind of [9, 9000, 9021, 9022])
        expect(await stranger.publish(strangerKey.sign(kind, [['h', id]]))).toBe('invalid: group not found');
      expect(await member.ask({ '#d': [id] })).toHaveLength(4);
    }));

  test('direct messages are shown to their authenticated parties only', () =>
    withRelay(async ({ url }) => {
      const [alice, bob] = [new Key(), new Key()];
      const stranger = await Client.connect(url);
      const reader = await (await Client.connect(url)).login(bob);
      const message = alice.sign(1059, [['p', new Key().pubkey], ['p', bob.pubkey]]); // prettier-ignore
      await stranger.subscribe('live', { '#p': [bob.pubkey] });
      await stranger.publish(message);
      expect(await stranger.ask({ kinds: [4, 1059] })).toMatch(/^auth-required: /);
      expect(await stranger.countOf({ '#p': [bob.pubkey] })).toBe(0);
      expect(stranger.idsOf('live')).toEqual([]);
      expect(await reader.askIds({ kinds: [1059] })).toEqual([message.id]);
      expect(await (await stranger.login(new Key())).ask({ kinds: [1059] })).toEqual([]);
    }));
});
