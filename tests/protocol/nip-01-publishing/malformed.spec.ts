import {
  altered,
  chatMessage,
  expect,
  proves,
  tagged,
  test,
  wireOf,
  type NostrEvent,
} from '../../../fixtures/protocol-suite.ts';

type Bend = (event: NostrEvent) => Partial<Record<keyof NostrEvent, unknown>>;

/** Fields that no event may have. A relay that bends them right finds a valid id and signature: that would be seen. */
const BAD_FIELDS: Record<string, Bend> = {
  'created-at-as-text': (event) => ({ created_at: String(event.created_at) }),
  'created-at-as-fraction': (event) => ({ created_at: event.created_at + 0.5 }),
  'pubkey-that-is-no-hex': () => ({ pubkey: 'z'.repeat(64) }),
  'uppercase-pubkey': (event) => ({ pubkey: event.pubkey.toUpperCase() }),
  'uppercase-id': (event) => ({ id: event.id.toUpperCase() }),
  'numbers-in-tags': (event) => ({ tags: event.tags.map((tag) => tag.map((item) => (item === '5' ? 5 : item))) }),
};

/** The ids of what was accepted on a connection since we began to listen. */
const takenOn = ({ heard }: ReturnType<typeof wireOf>): string[] => [
  ...new Set(heard.flatMap((frame) => (frame.verb === 'OK' && frame.accepted ? [frame.id] : []))),
];

test.describe('NIP-01: events that are none', () => {
  test(
    'malformed JSON is answered with a NOTICE',
    proves('nip-01/malformed-json-gets-a-notice'),
    async ({ stranger }) => {
      const wire = wireOf(stranger);
      wire.say('["REQ","broken"');
      expect(await wire.hears({ verb: 'NOTICE' })).toHaveProperty('verb', 'NOTICE');
      expect(stranger.connection.closed).toBeUndefined();
    },
  );

  test(
    'an event that is none is answered with an OK or a NOTICE',
    proves('nip-01/malformed-event-is-answered'),
    async ({ group, member }) => {
      const wire = wireOf(member);
      const event = member.sign(chatMessage({ group: group.id }));
      wire.say(['EVENT', altered(event, { created_at: 'yesterday' })]);
      expect(await wire.hears({ verb: 'OK', accepted: false }, { verb: 'NOTICE' })).toHaveProperty('verb');
    },
  );

  test(
    'an unknown verb is answered with a NOTICE',
    proves('nip-01/unknown-verb-gets-a-notice'),
    async ({ stranger }) => {
      const wire = wireOf(stranger);
      wire.say(['HELLO', 'there']);
      expect(await wire.hears({ verb: 'NOTICE' })).toHaveProperty('verb', 'NOTICE');
      expect(stranger.connection.closed).toBeUndefined();
    },
  );

  for (const kind of [65_536, -1])
    test(
      `kind ${kind} is not taken, and the connection stays usable`,
      proves(`nip-01/kind-${kind < 0 ? 'below-0' : 'above-65535'}-is-refused`),
      async ({ group, member }) => {
        const wire = wireOf(member);
        const event = member.sign({ ...chatMessage({ group: group.id }), kind });
        wire.say(['EVENT', event]);
        const message = await member.publish(chatMessage({ group: group.id }));
        expect(message).toBeAccepted();
        expect(takenOn(wire)).toEqual([message.event.id]);
        expect((await member.ask({ ids: [event.id, message.event.id] })).events).toEqual([message.event]);
      },
    );

  for (const [name, bend] of Object.entries(BAD_FIELDS))
    test(
      `an event with ${name.replaceAll('-', ' ')} is not taken, and the connection stays usable`,
      proves(`nip-01/${name}-is-refused`),
      async ({ group, member }) => {
        const wire = wireOf(member);
        const event = member.sign(tagged(chatMessage({ group: group.id }), ['note', '5']));
        wire.say(['EVENT', altered(event, bend(event))]);
        const message = await member.publish(chatMessage({ group: group.id }));
        expect(message).toBeAccepted();
        expect(takenOn(wire)).toEqual([message.event.id]);
        expect((await member.ask({ ids: [event.id, message.event.id] })).events).toEqual([message.event]);
      },
    );
});
