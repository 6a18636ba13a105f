import { arrival, chatMessage, expect, proves, test, wireOf } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: the life of a subscription', () => {
  test(
    'the same id replaces the old filter',
    proves('nip-01/same-id-replaces'),
    async ({ group, member, outsider }) => {
      const wire = wireOf(outsider);
      wire.say(['REQ', 'again', { kinds: [9], '#h': [group.id] }]);
      expect(await wire.hears({ verb: 'EOSE', subscription: 'again' })).toHaveProperty('verb', 'EOSE');
      const first = await member.publish(chatMessage({ group: group.id }));
      expect(await wire.shownUntil('again', first.event)).toEqual([first.event]);

      // When it is opened again for threads only, of which one is stored
      const thread = await member.publish({ ...chatMessage({ group: group.id }), kind: 11 });
      wire.say(['REQ', 'again', { kinds: [11], '#h': [group.id] }]);
      expect(await wire.shownUntil('again', thread.event)).toEqual([first.event, thread.event]);
      expect(await outsider.ask({ ids: [thread.event.id] })).toShow(thread.event);

      // Then the old filter delivers nothing any more
      await member.publish(chatMessage({ group: group.id }));
      const sentinel = await member.publish({ ...chatMessage({ group: group.id }), kind: 11 });
      const shown = await wire.shownUntil('again', sentinel.event);
      expect(shown).toEqual([first.event, thread.event, sentinel.event]);
    },
  );

  test(
    'events come only for subscriptions that this connection opened',
    proves('nip-01/events-only-for-opened-ids'),
    async ({ group, member, outsider }) => {
      const wire = wireOf(outsider);
      const mine = outsider.listen({ kinds: [9], '#h': [group.id] });
      const theirs = member.listen({ kinds: [9], '#h': [group.id] });
      for (const live of [mine, theirs]) expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      for (const live of [mine, theirs]) expect(await arrival(message, live)).toBeDelivered();

      // An answered question is the sentinel: what was on its way has come
      expect(await outsider.ask({ kinds: [11], '#h': [group.id] })).toShowOnly();
      const shown = wire.heard.filter(({ verb }) => verb === 'EVENT');
      expect(shown).toEqual([{ verb: 'EVENT', subscription: mine.id, event: message.event }]);
    },
  );

  test('CLOSE ends the delivery', proves('nip-01/close-ends-delivery'), async ({ group, member, outsider }) => {
    const wire = wireOf(outsider);
    const sentinels = outsider.listen({ kinds: [11], '#h': [group.id] });
    wire.say(['REQ', 'closed', { kinds: [9, 11], '#h': [group.id] }]);
    expect(await wire.hears({ verb: 'EOSE', subscription: 'closed' })).toHaveProperty('verb', 'EOSE');
    const before = await member.publish(chatMessage({ group: group.id }));
    expect(await wire.shownUntil('closed', before.event)).toEqual([before.event]);

    wire.say(['CLOSE', 'closed']);
    expect(await outsider.ask({ ids: [before.event.id] })).toShow(before.event);
    const after = await member.publish(chatMessage({ group: group.id }));
    const sentinel = await member.publish({ ...chatMessage({ group: group.id }), kind: 11 });
    expect(after).toBeAccepted();
    expect(await arrival(sentinel, sentinels)).toBeDelivered();
    expect(await wire.shownUntil('closed', before.event)).toEqual([before.event]);
  });

  test(
    'CLOSE of an unknown id is harmless',
    proves('nip-01/close-of-unknown-is-harmless'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      wireOf(outsider).say(['CLOSE', 'never-opened']);
      expect(await outsider.ask({ kinds: [9], '#h': [group.id] })).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(message, live)).toBeDelivered();
    },
  );

  test(
    'the same id on two connections is two subscriptions',
    proves('nip-01/ids-are-per-connection'),
    async ({ group, member, outsider }) => {
      const [one, other] = [wireOf(outsider), wireOf(member)];
      one.say(['REQ', 'mine', { kinds: [9], '#h': [group.id] }]);
      other.say(['REQ', 'mine', { kinds: [11], '#h': [group.id] }]);
      for (const wire of [one, other])
        expect(await wire.hears({ verb: 'EOSE', subscription: 'mine' })).toHaveProperty('verb', 'EOSE');

      const chat = () => chatMessage({ group: group.id });
      const thread = () => ({ ...chat(), kind: 11 });
      const first = await member.publish(chat());
      const second = await member.publish(thread());
      const third = await member.publish(chat());
      expect(await one.shownUntil('mine', third.event)).toContainEqual(first.event);
      expect(await other.shownUntil('mine', second.event)).toEqual([second.event]);

      // Closing the one leaves the other open
      one.say(['CLOSE', 'mine']);
      expect(await outsider.ask({ ids: [first.event.id] })).toShow(first.event);
      const last = await member.publish(thread());
      expect(await other.shownUntil('mine', last.event)).toContainEqual(last.event);
    },
  );
});
