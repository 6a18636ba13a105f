import {
  altered,
  arrival,
  chatMessage,
  expect,
  proves,
  tagged,
  test,
  wireOf,
  type NostrEvent,
} from '../../../fixtures/protocol-suite.ts';

/** What no client says; each with the requirement that a relay survives it. */
const NONSENSE: Record<string, string[]> = {
  'malformed-json': ['hello', '["EVENT", {"id"', '["REQ","broken"', ''],
  'unknown-verb': ['["HELLO","there"]', '["event",{}]', '["",""]'],
  'wrong-shape': ['[]', '{}', 'null', '["EVENT"]', '["EVENT",5]', '["EVENT",[]]', '["REQ"]', '["CLOSE"]', '[["REQ"]]'],
};

type Bend = (event: NostrEvent) => Partial<Record<keyof NostrEvent, unknown>>;

/** Fields that no event may have. A relay that bends them right finds a valid id and signature: that would be seen. */
const BAD_FIELDS: Record<string, Bend> = {
  'created-at-as-text': (event) => ({ created_at: String(event.created_at) }),
  'created-at-as-fraction': (event) => ({ created_at: event.created_at + 0.5 }),
  'uppercase-pubkey': (event) => ({ pubkey: event.pubkey.toUpperCase() }),
  'uppercase-id': (event) => ({ id: event.id.toUpperCase() }),
  'numbers-in-tags': (event) => ({ tags: event.tags.map((tag) => tag.map((item) => (item === '5' ? 5 : item))) }),
};

test.describe('NIP-01: what no client says', () => {
  for (const [name, texts] of Object.entries(NONSENSE))
    test(
      `after ${name.replace('-', ' ')} the connection and its neighbours stay usable`,
      proves(`nip-01/${name}-is-survived`),
      async ({ group, member, outsider }) => {
        const [own, neighbours] = [member, outsider].map((person) =>
          person.listen({ kinds: [9], '#h': [group.id], limit: 0 }),
        ) as [ReturnType<typeof member.listen>, ReturnType<typeof member.listen>];
        expect(await own.answer).toBeComplete();
        expect(await neighbours.answer).toBeComplete();

        for (const text of texts) wireOf(member).say(text);

        const message = await member.publish(chatMessage({ group: group.id }));
        expect(message).toBeAccepted();
        expect(await arrival(message, own)).toBeDelivered();
        expect(await arrival(message, neighbours)).toBeDelivered();
      },
    );

  for (const kind of [65_536, -1])
    test(
      `kind ${kind} is refused, and the connection stays usable`,
      proves(`nip-01/kind-${kind < 0 ? 'below-0' : 'above-65535'}-is-refused`),
      async ({ group, member }) => {
        const wire = wireOf(member);
        const event = member.sign({ ...chatMessage({ group: group.id }), kind });
        wire.say(['EVENT', event]);
        const answer = await wire.hears({ verb: 'OK', id: event.id }, { verb: 'NOTICE' });
        expect(answer).toHaveProperty('verb');
        expect(answer).not.toHaveProperty('accepted', true);

        const message = await member.publish(chatMessage({ group: group.id }));
        expect(message).toBeAccepted();
        expect((await member.ask({ ids: [event.id, message.event.id] })).events).toEqual([message.event]);
      },
    );

  for (const [name, bend] of Object.entries(BAD_FIELDS))
    test(
      `an event with ${name.replaceAll('-', ' ')} is refused, and the connection stays usable`,
      proves(`nip-01/${name}-is-refused`),
      async ({ group, member }) => {
        const wire = wireOf(member);
        const event = member.sign(tagged(chatMessage({ group: group.id }), ['note', '5']));
        wire.say(['EVENT', altered(event, bend(event))]);
        const answer = await wire.hears({ verb: 'OK' }, { verb: 'NOTICE' });
        expect(answer).toHaveProperty('verb');
        expect(answer).not.toHaveProperty('accepted', true);

        const message = await member.publish(chatMessage({ group: group.id }));
        expect(message).toBeAccepted();
        expect((await member.ask({ ids: [event.id, message.event.id] })).events).toEqual([message.event]);
      },
    );
});
