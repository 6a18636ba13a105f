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
      expect(answer).toShowOnly(...events);
    },
  );

  test(
    'an empty result has its EOSE too',
    proves('nip-01/empty-result-has-eose'),
    async ({ group, member, outsider }) => {
      const [newest] = await history(member, group.id);
      const answer = await outsider.ask({ ids: [otherHex(newest.id)] });
      expect(answer).toShowOnly();
    },
  );

  test(
    'nothing is lost between stored and live',
    proves('nip-01/no-gap-between-stored-and-live'),
    async ({ group, member, outsider }) => {
      // Each of ten subscriptions is opened while a message is on its way
      const messages = Array.from({ length: 10 }, () => member.sign(chatMessage({ group: group.id })));
      const pairs = messages.map((message) => ({
        live: outsider.listen({ kinds: [9], '#h': [group.id] }),
        publication: member.publish(message),
      }));
      for (const { publication } of pairs) expect(await publication).toBeAccepted();
      for (const { live } of pairs)
        for (const { publication } of pairs) expect(await arrival(await publication, live)).toBeDelivered();
    },
  );

  test('EOSE has two elements', proves('nip-01/eose-has-two-elements'), async ({ group, outsider }) => {
    const wire = wireOf(outsider);
    wire.say(['REQ', 'plain', { kinds: [9], '#h': [group.id] }]);
    expect(await wire.hears({ verb: 'EOSE', subscription: 'plain' })).toHaveProperty('verb', 'EOSE');
    expect(wire.spelled('EOSE')).toContainEqual(['EOSE', 'plain']);
  });

  test(
    'an empty filter is answered',
    proves('nip-01/empty-filter-is-answered'),
    async ({ group, member, outsider }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      expect((await outsider.ask({})).outcome).toMatch(/^(complete|refused)$/);
      expect(await outsider.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  for (const name of ['ids', 'authors', 'kinds'] as const)
    test(
      `a filter with an empty list of ${name} is answered`,
      proves(`nip-01/empty-${name}-is-answered`),
      async ({ group, outsider }) => {
        const answer = await outsider.ask({ '#h': [group.id], [name]: [] });
        expect(answer.outcome).toMatch(/^(complete|refused)$/);
      },
    );

  test(
    'an empty list finds nothing',
    proves('nip-01/empty-list-finds-nothing'),
    async ({ group, member, outsider }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      for (const name of ['ids', 'authors', 'kinds'])
        expect(await outsider.ask({ '#h': [group.id], [name]: [] })).not.toShow(message.event);
    },
  );
});
