import {
  arrival,
  chatMessage,
  expect,
  proves,
  test,
  whereAdvertised,
  whereClosed,
  whereCounted,
  wireOf,
} from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-45: what a COUNT does besides', () => {
  test(
    'a COUNT that makes no sense does not end the service',
    proves('nip-45/bad-filter-is-harmless'),
    async ({ group, member }) => {
      await whereAdvertised(member, 45);
      const message = await member.publish(chatMessage({ group: group.id }));
      const wire = wireOf(member);
      for (const filter of [{ ids: ['nonsense'] }, 'nonsense', { kinds: 'nonsense' }])
        wire.say(['COUNT', 'bad', filter]);

      expect((await member.count({ ids: [message.event.id] })).outcome).toMatch(/^(counted|refused)$/);
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  test(
    'a COUNT opens no subscription',
    proves('nip-45/count-opens-no-subscription'),
    async ({ admin, group, member }) => {
      await whereAdvertised(member, 45);
      const filter = { kinds: [9], '#h': [group.id] };
      const wire = wireOf(admin);
      wire.say(['COUNT', 'how many', filter]);
      await wire.hears({ verb: 'COUNT' }, { verb: 'CLOSED' });
      const live = admin.listen(filter);
      await live.answer;

      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(message, live)).toBeDelivered();
      expect(wire.heard).not.toContainEqual({ verb: 'EVENT', subscription: 'how many', event: message.event });
    },
  );

  test(
    'a COUNT leaves a subscription with the same id alone',
    proves('nip-45/count-leaves-subscriptions-alone'),
    async ({ admin, group, member }) => {
      await whereAdvertised(member, 45);
      const filter = { kinds: [9], '#h': [group.id] };
      const live = admin.listen(filter);
      await live.answer;
      const wire = wireOf(admin);
      wire.say(['COUNT', live.id, { kinds: [11], '#h': [group.id] }]);
      await wire.hears({ verb: 'COUNT' }, { verb: 'CLOSED' });

      expect(await arrival(await member.publish(chatMessage({ group: group.id })), live)).toBeDelivered();
    },
  );
});

test.describe('NIP-45: COUNT in a private group', { tag: '@nip-42' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test(
    'a COUNT is refused in the same words as the REQ',
    proves('nip-45/count-is-refused-like-req'),
    async ({ group, member, stranger }) => {
      await whereAdvertised(member, 45);
      const filter = { kinds: [9], '#h': [group.id] };
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      whereCounted(await member.count(filter));
      const { prefix } = { prefix: undefined, ...whereClosed(await stranger.ask(filter)) };
      expect(await stranger.count(filter)).toMatchObject({ outcome: 'refused', prefix });
    },
  );
});
