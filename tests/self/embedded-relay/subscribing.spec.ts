import { expect, test } from '@playwright/test';
import { Client, Key, nowInSeconds, withRelay } from './client.ts';

test.describe('subscribing', () => {
  test('since and until are inclusive, and the newest come first up to the limit', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const key = new Key();
      const start = nowInSeconds() - 10;
      for (const offset of [0, 1, 2, 3]) await client.publish(key.sign(1, [], '', start + offset));
      const times = async (filter: object) => {
        const answer = await client.ask(filter);
        return Array.isArray(answer) && answer.map((event) => event.created_at - start);
      };
      expect(await times({ since: start + 1, until: start + 2 })).toEqual([2, 1]);
      expect(await times({ limit: 3 })).toEqual([3, 2, 1]);
      expect(await times({ since: start + 2, until: start + 1 })).toEqual([]);
    }));

  test('ids, authors, kinds and tags narrow one filter, and several filters add up without repeats', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const key = new Key();
      const note = key.sign(1, [['t', 'duck']]);
      const reaction = key.sign(7, [['t', 'duck'], ['e', note.id]]); // prettier-ignore
      for (const event of [note, reaction, new Key().sign(1)]) await client.publish(event);
      expect(await client.askIds({ authors: [key.pubkey], '#t': ['duck'], kinds: [1] })).toEqual([note.id]);
      expect(await client.askIds({ '#e': [note.id], '#t': ['duck'] })).toEqual([reaction.id]);
      expect(await client.askIds({ kinds: [7] }, { '#t': ['duck', 'goose'] })).toHaveLength(2);
      expect(await client.askIds({ ids: [] })).toEqual([]);
    }));

  test('events of one second come lowest id first', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const events = [1, 2, 3, 4].map((n) => new Key().sign(1, [], String(n), 1_700_000_000));
      for (const event of events) await client.publish(event);
      expect(await client.askIds({ kinds: [1] })).toEqual(events.map((event) => event.id).sort());
    }));

  test('limit 0 gives EOSE at once and live events after', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      await client.publish(new Key().sign(1));
      expect(await client.subscribe('live', { kinds: [1], limit: 0 })).toEqual([]);
      const fresh = new Key().sign(1);
      await client.publish(fresh);
      expect(client.idsOf('live')).toEqual([fresh.id]);
    }));

  test('a used subscription id is replaced, and CLOSE ends delivery', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      await client.subscribe('s', { kinds: [1] });
      await client.subscribe('s', { kinds: [7] });
      await client.publish(new Key().sign(1));
      const reaction = new Key().sign(7);
      await client.publish(reaction);
      client.send('CLOSE', 's');
      client.send('CLOSE', 'never opened');
      await client.publish(new Key().sign(7));
      expect(client.idsOf('s')).toEqual([reaction.id]);
    }));

  test('a live event reaches other sockets under their own subscription id', () =>
    withRelay(async ({ url }) => {
      const [reader, writer] = [await Client.connect(url), await Client.connect(url)];
      await reader.subscribe('same', { kinds: [1] });
      await writer.subscribe('same', { kinds: [7] });
      const event = new Key().sign(1);
      await writer.publish(event);
      await reader.next((frame) => frame[0] === 'EVENT');
      expect(reader.idsOf('same')).toEqual([event.id]);
      expect(writer.idsOf('same')).toEqual([]);
    }));

  test('an invalid filter or a long subscription id is CLOSED as invalid', () =>
    withRelay(async ({ url }) => {
      const client = await Client.connect(url);
      const wrong = [{ ids: ['XYZ'] }, { kinds: ['1'] }, { since: 1.5 }, { limit: -1 }, { '#t': 'duck' }, []];
      for (const filter of wrong) expect(await client.ask(filter)).toMatch(/^invalid: /);
      expect(await client.subscribe('x'.repeat(65), {})).toMatch(/^invalid: /);
      expect(await client.subscribe('x'.repeat(64), {})).toEqual([]);
    }));

  test('subscriptions over the advertised number are refused until one is closed', () =>
    withRelay(
      async ({ url }) => {
        const client = await Client.connect(url);
        await client.subscribe('one', {});
        expect(await client.subscribe('two', {})).toMatch(/^rate-limited: /);
        expect(await client.subscribe('one', { kinds: [1] })).toEqual([]);
        client.send('CLOSE', 'one');
        expect(await client.subscribe('two', {})).toEqual([]);
      },
      { limits: { maxSubscriptions: 1 } },
    ));
});
