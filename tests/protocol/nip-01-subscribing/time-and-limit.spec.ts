import {
  arrival,
  chatMessage,
  expect,
  history,
  otherHex,
  proves,
  test,
  whereServed,
} from '../../../fixtures/protocol-suite.ts';
import type { NostrEvent } from '../../../fixtures/protocol-suite.ts';

/** Ways to find the same three events, for which relays keep different indexes. */
const INDEXES = {
  ids: (_: string, events: NostrEvent[]) => ({ ids: events.map(({ id }) => id) }),
  author: (_: string, [event]: NostrEvent[]) => ({ authors: [event?.pubkey ?? ''] }),
  'author-and-kind': (_: string, [event]: NostrEvent[]) => ({ authors: [event?.pubkey ?? ''], kinds: [9] }),
  'tags-alone': (group: string) => ({ '#h': [group], '#t': ['relay-canary'] }),
  mention: (_: string, [event]: NostrEvent[]) => ({ '#p': [otherHex(event?.pubkey ?? '')] }),
};

test.describe('NIP-01: time and limit', () => {
  test('since takes in its own second', proves('nip-01/since-is-inclusive'), async ({ group, member, outsider }) => {
    const [newest, middle] = await history(member, group.id);
    expect(await outsider.ask({ kinds: [9], '#h': [group.id], since: middle.created_at })).toShowOnly(newest, middle);
    expect(await outsider.ask({ kinds: [9], '#h': [group.id], since: middle.created_at + 1 })).toShowOnly(newest);
  });

  test('until takes in its own second', proves('nip-01/until-is-inclusive'), async ({ group, member, outsider }) => {
    const [, middle, oldest] = await history(member, group.id);
    expect(await outsider.ask({ kinds: [9], '#h': [group.id], until: middle.created_at })).toShowOnly(middle, oldest);
    expect(await outsider.ask({ kinds: [9], '#h': [group.id], until: middle.created_at - 1 })).toShowOnly(oldest);
  });

  test(
    'since and until bound one second',
    proves('nip-01/since-and-until-bound'),
    async ({ group, member, outsider }) => {
      const [, middle] = await history(member, group.id);
      const second = { since: middle.created_at, until: middle.created_at };
      expect(await outsider.ask({ kinds: [9], '#h': [group.id], ...second })).toShowOnly(middle);
    },
  );

  for (const [name, conditions] of Object.entries(INDEXES))
    test(
      `since and until hold where an event is found by ${name.replaceAll('-', ' ')}`,
      proves(`nip-01/time-bounds-${name}`),
      async ({ group, member, outsider }) => {
        const [newest, middle, oldest] = await history(member, group.id, ['p', otherHex(member.pubkey)]);
        const filter = conditions(group.id, [newest, middle, oldest]);
        const all = whereServed(await outsider.ask(filter));
        expect(all).toShowOnly(newest, middle, oldest);
        expect(await outsider.ask({ ...filter, until: middle.created_at + 1 })).toShowOnly(middle, oldest);
        expect(await outsider.ask({ ...filter, since: middle.created_at - 1 })).toShowOnly(newest, middle);
      },
    );

  test(
    'since after until finds nothing, to its end',
    proves('nip-01/since-after-until-is-empty'),
    async ({ group, member, outsider }) => {
      const [newest, , oldest] = await history(member, group.id);
      const backwards = { since: newest.created_at, until: oldest.created_at };
      expect(await outsider.ask({ kinds: [9], '#h': [group.id], ...backwards })).toShowOnly();
    },
  );

  test('limit gives the newest', proves('nip-01/limit-is-the-newest'), async ({ group, member, outsider }) => {
    const [newest, middle] = await history(member, group.id);
    expect(await outsider.ask({ kinds: [9], '#h': [group.id], limit: 2 })).toShowOnly(newest, middle);
  });

  test(
    'limit 0 shows nothing stored, then what comes',
    proves('nip-01/limit-0-is-live-only'),
    async ({ group, member, outsider }) => {
      await history(member, group.id);
      const live = outsider.listen({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(await live.answer).toBeComplete();

      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
      expect(live.events).toEqual([message.event]);
    },
  );

  test(
    'limit 0 needs the same login as limit 1',
    proves('nip-01/limit-0-is-gated-like-limit-1'),
    async ({ group, member, stranger }) => {
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      const one = await stranger.ask({ kinds: [9], '#h': [group.id], limit: 1 });
      const none = await stranger.ask({ kinds: [9], '#h': [group.id], limit: 0 });
      expect(one.outcome).toMatch(/^(complete|refused)$/);
      expect(none).toHaveProperty('outcome', one.outcome);
    },
  );

  test(
    'limit does not count what comes live',
    proves('nip-01/limit-is-for-stored-events'),
    async ({ group, member, outsider }) => {
      const [newest] = await history(member, group.id);
      const live = outsider.listen({ kinds: [9], '#h': [group.id], limit: 1 });
      expect((await live.answer).events).toEqual([newest]);

      const first = await member.publish(chatMessage({ group: group.id }));
      const second = await member.publish(chatMessage({ group: group.id }));
      const third = await member.publish(chatMessage({ group: group.id }));
      for (const each of [first, second, third]) expect(await arrival(each, live)).toBeDelivered();
    },
  );
});
