import { expect, test } from '@playwright/test';
import { castOf } from './cast.ts';
import { Client, Key, withRelay } from './client.ts';

const note = (content: string) => new Key().sign(1, [], content);

test.describe('search', () => {
  test('every word has to occur in the content, in any case and order', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const [orange, purple] = [note('An ORANGE duck'), note('a purple duck')];
      for (const event of [orange, purple]) await client.publish(event);
      expect(await client.askIds({ search: 'duck Orange' })).toEqual([orange.id]);
      expect(await client.askIds({ search: 'orange' }, { kinds: [1], search: 'purple' })).toHaveLength(2);
      expect(await client.askIds({ kinds: [7], search: 'duck' })).toEqual([]);
      expect(await client.askIds({ search: 'duck goose' })).toEqual([]);
    }));

  test('extensions are ignored, and a search that is no string is invalid', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const duck = note('a duck');
      await client.publish(duck);
      expect(await client.askIds({ search: 'duck include:spam language:en' })).toEqual([duck.id]);
      expect(await client.ask({ search: ['duck'] })).toBe('invalid: search is not a string');
    }));

  test('limit, COUNT and live delivery go by what the search finds', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      for (const content of ['duck 1', 'duck 2', 'goose']) await client.publish(note(content));
      expect(await client.subscribe('live', { search: 'duck', limit: 1 })).toHaveLength(1);
      expect(await client.countOf({ search: 'duck' })).toBe(2);
      const [duck, goose] = [note('one more duck'), note('one more goose')];
      for (const event of [goose, duck]) await client.publish(event);
      expect(client.idsOf('live').slice(1)).toEqual([duck.id]);
    }));

  test('a search shows a stranger nothing of a private group', () =>
    withRelay(async (relay) => {
      const { id, member, memberKey, stranger } = await castOf(relay, 'private', 'closed');
      const secret = memberKey.sign(9, [['h', id]], 'where the ducks are');
      await member.publish(secret);
      expect(await stranger.ask({ search: 'ducks' })).toEqual([]);
      expect(await stranger.countOf({ search: 'ducks' })).toBe(0);
      expect(await stranger.ask({ '#h': [id], search: 'ducks' })).toMatch(/^auth-required: /);
      expect(await member.askIds({ search: 'ducks' })).toEqual([secret.id]);
    }));
});
