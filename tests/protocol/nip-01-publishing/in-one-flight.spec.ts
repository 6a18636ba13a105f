import { altered, chatMessage, expect, proves, test, wireOf } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-01: events in one flight', () => {
  test('each of several events gets its own OK', proves('nip-01/ok-names-its-event'), async ({ group, member }) => {
    const wire = wireOf(member);
    const events = Array.from({ length: 8 }, () => member.sign(chatMessage({ group: group.id })));
    const publications = await Promise.all(events.map((event) => member.publish(event)));

    for (const publication of publications) expect(publication).toBeAccepted();
    const answered = wire.spelled('OK').map(([, id]) => String(id));
    const ids = new Set(events.map(({ id }) => id));
    expect(answered.filter((id) => ids.has(id)).sort()).toEqual([...ids].sort());
  });

  test(
    'a refused event does not harm its neighbours',
    proves('nip-01/refusal-harms-no-neighbour'),
    async ({ group, member }) => {
      const [before, forged, after] = await Promise.all([
        member.publish(chatMessage({ group: group.id })),
        member.publish(altered(member.sign(chatMessage({ group: group.id })), { content: 'forged' })),
        member.publish(chatMessage({ group: group.id })),
      ]);
      expect(before).toBeAccepted();
      expect(forged).toBeRefusedWith('invalid');
      expect(after).toBeAccepted();
      expect(await member.ask({ ids: [before.event.id, after.event.id] })).toShow(before.event, after.event);
    },
  );

  test('a duplicate is taken or called one', proves('nip-01/duplicate-is-answered'), async ({ group, member }) => {
    const message = await member.publish(chatMessage({ group: group.id }));
    expect(message).toBeAccepted();

    // Both answers are legal: OK true, whatever its words, and OK false with "duplicate:"
    const wire = wireOf(member);
    wire.say(['EVENT', message.event]);
    const answer = await wire.hears({ verb: 'OK', id: message.event.id });
    expect(JSON.stringify(answer)).toMatch(/"accepted":true|"accepted":false,"words":"duplicate:/);
    expect((await member.ask({ ids: [message.event.id] })).events).toEqual([message.event]);
  });
});
