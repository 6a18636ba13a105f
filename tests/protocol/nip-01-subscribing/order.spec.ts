import { claimedLimit, expect, history, manyMessages, proves, test } from '../../../fixtures/protocol-suite.ts';
import type { NostrEvent } from '../../../fixtures/protocol-suite.ts';

const times = (events: NostrEvent[]): number[] => events.map(({ created_at }) => created_at);
const places = (events: NostrEvent[]): string[] => events.map(({ created_at, id }) => `${created_at} ${id}`);

test.describe('NIP-01: order and amount of stored events', () => {
  test('stored events come newest first', proves('nip-01/newest-first'), async ({ group, member, outsider }) => {
    const events = await manyMessages(member, group.id, 30);
    const answer = await outsider.ask({ kinds: [9], '#h': [group.id], limit: 30 });
    expect(answer).toShowOnly(...events);
    expect(times(answer.events)).toEqual(times(events));
  });

  test(
    'within a second the lowest id comes first',
    proves('nip-01/lowest-id-first'),
    async ({ group, member, outsider }) => {
      const events = await manyMessages(member, group.id, 30);
      const answer = await outsider.ask({ kinds: [9], '#h': [group.id], limit: 30 });
      expect(answer).toBeComplete();
      expect(places(answer.events)).toEqual(places(events));
    },
  );

  for (const { limit, name } of [
    { limit: 100, name: 'beyond-what-is-stored' },
    { limit: 1_000_000, name: 'above-any-maximum' },
  ])
    test(
      `a limit ${name.replaceAll('-', ' ')} gives all there is`,
      proves(`nip-01/limit-${name}`),
      async ({ group, member, outsider }) => {
        const events = await history(member, group.id);
        expect(await outsider.ask({ kinds: [9], '#h': [group.id], limit })).toShowOnly(...events);
      },
    );

  test(
    'a history of a hundred messages comes whole',
    proves('nip-01/history-comes-whole'),
    async ({ group, member, outsider, settings }) => {
      const largest = await claimedLimit(settings.relayUrl, 'max_limit');
      const limit = Math.min(100, ...(largest.applies ? [largest.value] : []));
      const events = await manyMessages(member, group.id, limit);
      expect(await outsider.ask({ kinds: [9], '#h': [group.id], limit })).toShowOnly(...events);
    },
  );
});
