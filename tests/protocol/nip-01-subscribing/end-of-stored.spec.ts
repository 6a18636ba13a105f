import {
  arrival,
  chatMessage,
  expect,
  history,
  otherHex,
  proves,
  test,
  wireOf,
} from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: the end of stored events', () => {
  test('EOSE comes exactly once', proves('nip-01/eose-comes-once'), async ({ group, member, outsider }) => {
    const [newest] = await history(member, group.id);
    const wire = wireOf(outsider);
    wire.say(['REQ', 'once', { kinds: [9], '#h': [group.id] }, { ids: [newest.id] }]);
    expect(await wire.hears({ verb: 'EOSE', subscription: 'once' })).toHaveProperty('verb', 'EOSE');

    // A live event is the sentinel: whatever belonged to the stored events was said before
    const message = await member.publish(chatMessage({ group: group.id }));
    expect(await wire.shownUntil('once', message.event)).toContainEqual(message.event);
    expect(wire.heard.filter(({ verb }) => verb === 'EOSE')).toHaveLength(1);
  });

  test(
    'stored events come before EOSE',
    proves('nip-01/stored-come-before-eose'),
    async ({ group, member, outsider }) => {
      const events = await history(member, group.id);
      const answer = await outsider.ask({ kinds: [9], '#h': [group.id] });
      expect(answer).toBeComplete();
      expect(answer.events).toEqual(events);
    },
  );

  test(
    'an empty result has its EOSE too',
    proves('nip-01/empty-result-has-eose'),
    async ({ group, member, outsider }) => {
      const [newest] = await history(member, group.id);
      const answer = await outsider.ask({ ids: [otherHex(newest.id)] });
      expect(answer).toBeComplete();
      expect(answer.events).toEqual([]);
    },
  );

  test(
    'nothing is lost between stored and live',
    proves('nip-01/no-gap-between-stored-and-live'),
    async ({ group, member, outsider }) => {
      // Each of ten subscriptions is opened while a message is on its way
      const pairs = Array.from({ length: 10 }, () => {
        const publication = member.publish(chatMessage({ group: group.id }));
        return { publication, live: outsider.listen({ kinds: [9], '#h': [group.id] }) };
      });
      for (const { publication, live } of pairs) {
        expect(await publication).toBeAccepted();
        expect(await arrival(await publication, live)).toBeDelivered();
      }
    },
  );
});
