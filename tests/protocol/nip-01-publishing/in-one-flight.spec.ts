import {
  altered,
  arrival,
  chatMessage,
  expect,
  proves,
  test,
  wireOf,
  type NostrEvent,
  type Publication,
} from '../../../fixtures/protocol-suite.ts';

/** A relay may ask to slow down, in the words of NIP-01. */
const isAcceptedOrRateLimited = (publication: Publication): boolean =>
  publication.outcome === 'accepted' || (publication.outcome === 'refused' && publication.prefix === 'rate-limited');

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
      const first = await member.publish(chatMessage({ group: group.id }));
      const batch = Array.from({ length: 10 }, () => member.sign(chatMessage({ group: group.id })));
      const forged = altered(member.sign(chatMessage({ group: group.id })), { content: 'forged' });
      const publish = (event: NostrEvent) => member.publish(event);

      // A duplicate and a forged event amid ten that are good
      const [before, , refused, after] = await Promise.all([
        Promise.all(batch.slice(0, 5).map(publish)),
        publish(first.event),
        publish(forged),
        Promise.all(batch.slice(5).map(publish)),
      ]);
      expect(refused).toBeRefused();
      for (const publication of [...before, ...after]) expect(publication).toBeAccepted();
      expect(await member.ask({ ids: batch.map(({ id }) => id) })).toShow(...batch);
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

  test(
    'a duplicate is not delivered again',
    proves('nip-01/duplicate-is-not-delivered-again'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      await member.publish(message.event);

      const sentinel = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([message.event, sentinel.event]);
    },
  );

  test(
    'several connections write at the same time',
    proves('nip-01/writes-in-parallel'),
    async ({ group, member, welcome }) => {
      const writers = await Promise.all([1, 2, 3, 4].map((number) => welcome(`writer ${number}`, member.key)));
      await Promise.all(writers.map((writer) => writer.login()));
      const publications = await Promise.all(
        [...writers, ...writers, ...writers].map((writer) => writer.publish(chatMessage({ group: group.id }))),
      );
      for (const publication of publications) expect(publication).toBeAccepted();
      const events = publications.map(({ event }) => event);
      expect(await member.ask({ ids: events.map(({ id }) => id) })).toShow(...events);
    },
  );

  test(
    'a connection that has written much is not cut off',
    proves('nip-01/long-lived-publisher'),
    async ({ group, member }) => {
      const events = Array.from({ length: 150 }, (_, index) =>
        member.sign(chatMessage({ group: group.id, content: `${index}` })),
      );
      const publications = await Promise.all(events.map((event) => member.publish(event)));
      const unexplained = publications.filter((publication) => !isAcceptedOrRateLimited(publication));
      expect(unexplained).toEqual([]);

      expect(member.connection.closed).toBeUndefined();
      expect(await member.ask({ kinds: [9], '#h': [group.id], limit: 1 })).toBeComplete();
    },
  );
});
