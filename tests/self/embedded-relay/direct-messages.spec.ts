import { expect, test } from '@playwright/test';
import { Client, Key, withRelay } from './client.ts';

test.describe('direct messages', () => {
  for (const kind of [4, 13, 14, 15, 1059])
    test(`kind ${kind} is shown to its author and its recipients, however it is asked for`, () =>
      withRelay(async ({ url }) => {
        const [author, recipient, other] = [new Key(), new Key(), new Key()];
        const message = author.sign(kind, [['p', new Key().pubkey], ['p', recipient.pubkey]]); // prettier-ignore
        const questions = [{ ids: [message.id] }, { authors: [author.pubkey] }, { '#p': [recipient.pubkey] }, { kinds: [1, kind] }]; // prettier-ignore
        for (const [key, shown] of [
          [author, 1],
          [recipient, 1],
          [other, 0],
        ] as const)
          // prettier-ignore
          for (const question of questions) {
            const reader = await (await Client.connect(url)).login(key);
            await reader.subscribe('live', { ...question, limit: 0 });
            await reader.publish(message);
            expect(await reader.ask(question)).toHaveLength(shown);
            expect(await reader.countOf(question)).toBe(shown);
          }
      }));

  test('a wrap that is not stored is delivered to its recipient and to nobody else', () =>
    withRelay(async ({ url }) => {
      const recipient = new Key();
      const reader = await (await Client.connect(url)).login(recipient);
      const other = await (await Client.connect(url)).login(new Key());
      for (const client of [reader, other]) await client.subscribe('live', { '#p': [recipient.pubkey] });
      const wraps = [1059, 21059].map((kind) => new Key().sign(kind, [['p', recipient.pubkey]]));
      for (const wrap of wraps) await other.publish(wrap);
      await reader.ask({ limit: 0 });
      expect(reader.idsOf('live')).toEqual(wraps.map(({ id }) => id));
      expect(other.idsOf('live')).toEqual([]);
    }));

  test('a recipient deletes a gift wrap, and nobody else but its author does', () =>
    withRelay(async ({ url }) => {
      const [recipient, other] = [new Key(), new Key()];
      const reader = await (await Client.connect(url)).login(recipient);
      const wrap = new Key().sign(1059, [['p', recipient.pubkey]]);
      const deletedBy = (key: Key) => reader.publish(key.sign(5, [['e', wrap.id], ['k', '1059']])); // prettier-ignore
      await reader.publish(wrap);
      await deletedBy(other);
      expect(await reader.askIds({ kinds: [1059] })).toEqual([wrap.id]);
      await deletedBy(recipient);
      expect(await reader.askIds({ kinds: [1059] })).toEqual([]);
      expect(await reader.publish(wrap)).toMatch(/^blocked: /);
    }));
});
