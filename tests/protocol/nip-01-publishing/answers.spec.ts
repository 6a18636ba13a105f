import {
  altered,
  arrival,
  chatMessage,
  expect,
  otherHex,
  proves,
  test,
  wireOf,
} from '../../../fixtures/protocol-suite.ts';

/** What a later text of NIP-01 may add behind them is no failure (false alarm FA-04). */
const firstFour = (frame: unknown[]): unknown[] => frame.slice(0, 4);

test.describe('NIP-01: the answer to an event', () => {
  test(
    'a valid event gets one OK of four elements',
    proves('nip-01/ok-has-four-elements'),
    async ({ group, member }) => {
      const wire = wireOf(member);
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();

      // A second message and its answer come after everything that belongs to the first
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      const answers = wire.spelled('OK').filter(([, id]) => id === message.event.id);
      expect(answers.map(firstFour)).toEqual([['OK', message.event.id, true, expect.any(String)]]);
    },
  );

  test(
    'an id that is not the hash is refused as invalid',
    proves('nip-01/bad-id-is-refused'),
    async ({ group, member }) => {
      const event = member.sign(chatMessage({ group: group.id }));
      const forged = altered(event, { content: 'nobody signed this' });
      expect(await member.publish(forged)).toBeRefusedWith('invalid');

      // The true event with that id is taken afterwards, on the same connection
      expect(await member.publish(event)).toBeAccepted();
      expect(await member.ask({ ids: [event.id] })).toShow(event);
    },
  );

  test(
    'a wrong signature is refused as invalid',
    proves('nip-01/bad-signature-is-refused'),
    async ({ group, member, outsider }) => {
      const event = member.sign(chatMessage({ group: group.id }));
      const borrowed = outsider.sign(chatMessage({ group: group.id })).sig;
      expect(await member.publish(altered(event, { sig: borrowed }))).toBeRefusedWith('invalid');

      expect(await member.publish(event)).toBeAccepted();
      expect(await member.ask({ ids: [event.id] })).toShow(event);
    },
  );

  test(
    'what was refused is not stored under any id',
    proves('nip-01/refused-is-not-stored'),
    async ({ group, member, outsider }) => {
      const event = member.sign(chatMessage({ group: group.id }));
      const renamed = altered(event, { id: otherHex(event.id) });
      const stored = await member.publish(chatMessage({ group: group.id }));
      expect(stored).toBeAccepted();
      expect(await member.publish(renamed)).toBeTurnedDown();

      const answer = await outsider.ask({ ids: [event.id, renamed.id, stored.event.id] });
      expect(answer.events).toEqual([stored.event]);
    },
  );

  test(
    'a refused event gets one OK of four elements',
    proves('nip-01/refusal-is-said-once'),
    async ({ group, member }) => {
      const wire = wireOf(member);
      const event = member.sign(chatMessage({ group: group.id }));
      const forged = altered(event, { id: otherHex(event.id) });
      expect(await member.publish(forged)).toBeRefused();

      expect(await member.publish(event)).toBeAccepted();
      const answers = wire.spelled('OK').filter(([, id]) => id === forged.id);
      expect(answers.map(firstFour)).toEqual([['OK', forged.id, false, expect.any(String)]]);
    },
  );

  test(
    'the reason of a refusal starts with a prefix for machines',
    proves('nip-01/refusal-has-a-prefix'),
    async ({ group, member, outsider, stranger }) => {
      const event = member.sign(chatMessage({ group: group.id }));
      const answers = [
        await member.publish(altered(event, { content: 'nobody signed this' })),
        await member.publish(altered(event, { sig: outsider.sign(chatMessage({ group: group.id })).sig })),
        await member.publish(chatMessage({ group: `no-${group.id}` })),
        await outsider.publish(chatMessage({ group: group.id })),
        await stranger.publish(chatMessage({ group: group.id })),
      ];
      const refusals = answers.filter(({ outcome }) => outcome === 'refused');
      expect(refusals).not.toHaveLength(0);
      for (const refusal of refusals) expect(refusal).toHaveProperty('words', expect.stringMatching(/^[a-z-]+:/));
    },
  );

  test(
    'what was refused is delivered to nobody',
    proves('nip-01/refused-is-not-delivered'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const event = member.sign(chatMessage({ group: group.id }));
      for (const forged of [
        { content: 'nobody signed this' },
        { id: otherHex(event.id) },
        { sig: otherHex(event.sig) },
      ])
        expect(await member.publish(altered(event, forged))).toBeRefused();

      // What is accepted afterwards comes, and nothing came before it
      const sentinel = await member.publish(chatMessage({ group: group.id }));
      expect(sentinel).toBeAccepted();
      expect(await arrival(sentinel, live)).toBeDelivered();
      expect(live.events).toEqual([sentinel.event]);
    },
  );

  test(
    'what was accepted is stored and delivered',
    proves('nip-01/accepted-is-stored-and-delivered'),
    async ({ group, member, outsider }) => {
      const live = outsider.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
      expect(await outsider.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );
});
