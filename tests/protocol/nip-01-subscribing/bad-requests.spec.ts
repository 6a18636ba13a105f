import { chatMessage, expect, proves, test, wireOf } from '../../../fixtures/protocol-suite.ts';

const REFUSED = [{ verb: 'CLOSED' }, { verb: 'NOTICE' }];
const TOO_SHORT_OR_LONG = { 'an empty id': '', 'an id of 65 characters': 'x'.repeat(65) };
const NO_HEX = { 'an id': { ids: ['not hex at all'] }, 'an author': { authors: ['z'.repeat(64)] } };
const WRONG_TYPES = { kinds: { kinds: ['nine'] }, since: { since: 'yesterday' }, filters: 'none' };

test.describe('NIP-01: requests at the edge and beyond', () => {
  test(
    'a subscription id of 64 characters is taken',
    proves('nip-01/subscription-id-of-64'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const wire = wireOf(member);
      const id = '0123456789abcdef'.repeat(4);
      wire.say(['REQ', id, { kinds: [9], '#h': [group.id] }]);
      expect(await wire.hears({ verb: 'EOSE', subscription: id })).toHaveProperty('verb', 'EOSE');
      expect(await wire.shownUntil(id, message.event)).toEqual([message.event]);
    },
  );

  test(
    'a subscription id may hold any characters',
    proves('nip-01/subscription-id-is-arbitrary'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const wire = wireOf(member);
      const id = 'my "first" \\ id\n 🐦';
      wire.say(['REQ', id, { kinds: [9], '#h': [group.id] }]);
      expect(await wire.hears({ verb: 'EOSE', subscription: id })).toHaveProperty('verb', 'EOSE');
      expect(await wire.shownUntil(id, message.event)).toEqual([message.event]);
    },
  );

  test(
    'a subscription id may hold punctuation and spaces',
    proves('nip-01/subscription-id-with-punctuation'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const wire = wireOf(member);
      const id = 'feed:group-1/live_(2) #home.';
      wire.say(['REQ', id, { kinds: [9], '#h': [group.id] }]);
      expect(await wire.hears({ verb: 'EOSE', subscription: id })).toHaveProperty('verb', 'EOSE');
      expect(await wire.shownUntil(id, message.event)).toEqual([message.event]);
    },
  );

  for (const [name, id] of Object.entries(TOO_SHORT_OR_LONG))
    test(
      `a subscription with ${name} is refused, and the connection stays usable`,
      proves(`nip-01/subscription-id-of-${id.length}-is-refused`),
      async ({ group, member }) => {
        const message = await member.publish(chatMessage({ group: group.id }));
        const wire = wireOf(member);
        wire.say(['REQ', id, { ids: [message.event.id] }]);
        const answer = await wire.hears(...REFUSED, { verb: 'EOSE' });
        expect(answer).toHaveProperty('verb', expect.stringMatching(/^(CLOSED|NOTICE)$/));
        expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      },
    );

  for (const [name, filter] of Object.entries(NO_HEX))
    test(
      `a filter with ${name} that is no hex is answered, and the connection stays usable`,
      proves(`nip-01/filter-with-${name.replace(/^an /, '')}-that-is-no-hex`),
      async ({ group, member }) => {
        const message = await member.publish(chatMessage({ group: group.id }));
        const wire = wireOf(member);
        wire.say(['REQ', 'odd', { '#h': [group.id], ...filter }]);
        const answer = await wire.hears(...REFUSED, { verb: 'EOSE', subscription: 'odd' });
        expect(answer).toHaveProperty('verb');
        expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      },
    );

  test(
    'two filters of which one is malformed are answered, and the connection stays usable',
    proves('nip-01/one-malformed-filter-of-two'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const wire = wireOf(member);
      wire.say(['REQ', 'odd', { ids: [message.event.id] }, { ids: ['not hex at all'] }]);
      const answer = await wire.hears(...REFUSED, { verb: 'EOSE', subscription: 'odd' });
      expect(answer).toHaveProperty('verb');
      expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  for (const [name, filter] of Object.entries(WRONG_TYPES))
    test(
      `${name} of the wrong type leave the connection usable`,
      proves(`nip-01/${name}-of-wrong-type-are-survived`),
      async ({ group, member }) => {
        const message = await member.publish(chatMessage({ group: group.id }));
        wireOf(member).say(['REQ', 'odd', filter]);
        expect(await member.ask({ ids: [message.event.id] })).toShow(message.event);
      },
    );
});
