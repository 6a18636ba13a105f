import {
  arrival,
  chatMessage,
  expect,
  firstMessage,
  history,
  proves,
  reconcileWith,
  test,
  whereAdvertised,
  wireOf,
} from '../../../fixtures/protocol-suite.ts';

const [ANSWER, REFUSAL] = [
  { verb: 'other', name: 'NEG-MSG' },
  { verb: 'other', name: 'NEG-ERR' },
];

/** No message with an id in it is as short as this. */
const SHORT: unknown = expect.stringMatching(/^61.{0,60}$/);

test.describe('NIP-77: its messages', () => {
  test(
    'NEG-OPEN is answered by NEG-MSG or NEG-ERR, with the id it came with',
    proves('nip-77/open-is-answered'),
    async ({ group, member }) => {
      await whereAdvertised(member, 77);
      const wire = wireOf(member);
      wire.say(['NEG-OPEN', 'sync', { kinds: [9], '#h': [group.id] }, await firstMessage()]);
      const answer = await wire.hears(ANSWER, REFUSAL);
      expect(answer).toMatchObject({ verb: 'other', rest: ['sync', expect.any(String)] });
    },
  );

  test(
    'a version nobody speaks is answered with version 1',
    proves('nip-77/unknown-version-is-told'),
    async ({ group, member }) => {
      await whereAdvertised(member, 77);
      const wire = wireOf(member);
      wire.say(['NEG-OPEN', 'sync', { kinds: [9], '#h': [group.id] }, '6f']);
      expect(await wire.hears(ANSWER, REFUSAL)).toMatchObject({ ...ANSWER, rest: ['sync', '61'] });
    },
  );

  test('a message to an id that is not open is refused', proves('nip-77/unknown-id-is-refused'), async ({ member }) => {
    await whereAdvertised(member, 77);
    const wire = wireOf(member);
    wire.say(['NEG-MSG', 'never opened', await firstMessage()]);
    expect(await wire.hears(ANSWER, REFUSAL)).toMatchObject({ ...REFUSAL, rest: ['never opened', expect.any(String)] });
  });

  test('NEG-CLOSE ends a reconciliation', proves('nip-77/close-ends-it'), async ({ group, member }) => {
    await whereAdvertised(member, 77);
    const wire = wireOf(member);
    const first = await firstMessage();
    wire.say(['NEG-OPEN', 'sync', { kinds: [9], '#h': [group.id] }, first]);
    expect(await wire.hears(ANSWER, REFUSAL)).toMatchObject(ANSWER);

    wire.say(['NEG-CLOSE', 'sync']);
    wire.say(['NEG-MSG', 'sync', first]);
    expect(await wire.hears(REFUSAL)).toMatchObject({ ...REFUSAL, rest: ['sync', expect.any(String)] });
  });

  test(
    'NEG-CLOSE of an id that is not open is harmless',
    proves('nip-77/close-is-harmless'),
    async ({ group, member }) => {
      await whereAdvertised(member, 77);
      const messages = await history(member, group.id);
      wireOf(member).say(['NEG-CLOSE', 'never opened']);
      const answer = await reconcileWith(member, { kinds: [9], '#h': [group.id] });
      expect(answer).toHaveProperty('onlyTheRelay.length', messages.length);
    },
  );

  test('NEG-OPEN with an id in use begins anew', proves('nip-77/reopening-begins-anew'), async ({ group, member }) => {
    await whereAdvertised(member, 77);
    await history(member, group.id);
    const [wire, first] = [wireOf(member), await firstMessage()];
    wire.say(['NEG-OPEN', 'sync', { kinds: [9], '#h': [group.id] }, first]);
    expect(await wire.hears(ANSWER, REFUSAL)).toMatchObject(ANSWER);

    const later = wireOf(member);
    later.say(['NEG-OPEN', 'sync', { kinds: [11], '#h': [group.id] }, first]);
    expect(await later.hears(ANSWER, REFUSAL)).toMatchObject({ ...ANSWER, rest: ['sync', SHORT] });
  });

  test(
    'two reconciliations on one connection are kept apart',
    proves('nip-77/two-at-once-are-kept-apart'),
    async ({ group, member }) => {
      await whereAdvertised(member, 77);
      const messages = await history(member, group.id);
      const filter = { kinds: [9], '#h': [group.id] };
      const [all, none] = await Promise.all([reconcileWith(member, filter), reconcileWith(member, filter, messages)]);
      expect(all).toHaveProperty('onlyTheRelay.length', messages.length);
      expect(none).toHaveProperty('onlyTheRelay', []);
    },
  );
});

test.describe('NIP-77: bad input', () => {
  for (const { what, id, message } of [
    { what: 'is not hex', id: 'bad-hex', message: 'not hex' },
    { what: 'is cut short', id: 'short-message', message: '6100' },
    { what: 'is no text', id: 'message-of-another-type', message: 61 },
  ])
    test(
      `a first message that ${what} is refused, and the connection lives on`,
      proves(`nip-77/${id}-is-refused`),
      async ({ group, member }) => {
        await whereAdvertised(member, 77);
        const messages = await history(member, group.id);
        const filter = { kinds: [9], '#h': [group.id] };
        const wire = wireOf(member);
        wire.say(['NEG-OPEN', 'sync', filter, message]);

        expect(await wire.hears(ANSWER, REFUSAL, { verb: 'NOTICE' }, { verb: 'CLOSED' })).not.toMatchObject(ANSWER);
        expect(await reconcileWith(member, filter)).toHaveProperty('onlyTheRelay.length', messages.length);
      },
    );

  test(
    'an open subscription beside bad messages still hears what is new',
    proves('nip-77/neighbours-are-unharmed'),
    async ({ admin, group, member, outsider }) => {
      await whereAdvertised(admin, 77);
      const filter = { kinds: [9], '#h': [group.id] };
      const [beside, elsewhere] = [admin.listen(filter), outsider.listen(filter)];
      await Promise.all([beside.answer, elsewhere.answer]);
      const wire = wireOf(admin);
      wire.say(['NEG-OPEN', beside.id, filter, 'not hex']);
      wire.say(['NEG-MSG', beside.id, 'not hex']);
      wire.say(['NEG-CLOSE', beside.id]);
      expect(await admin.ask(filter)).toBeComplete();

      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await arrival(message, elsewhere)).toBeDelivered();
      expect(await arrival(message, beside)).toBeDelivered();
    },
  );
});
