import { chatMessage, expect, proves, test, wireOf } from '../../../fixtures/protocol-suite.ts';

/** White space around the elements of JSON means nothing (RFC 8259, 2). */
const WHITE_SPACE: Record<string, (json: string) => string> = {
  'white-space-before-a-message': (json) => ` \n\t\r\n${json}`,
  'white-space-after-a-message': (json) => `${json} \r\n\t\n`,
  'white-space-within-a-message': (json) => JSON.stringify(JSON.parse(json), null, ' \t '),
};

test.describe('survives bad input: white space that JSON allows', () => {
  for (const [name, spread] of Object.entries(WHITE_SPACE))
    test(
      `${name.replaceAll('-', ' ')} is read over`,
      proves(`survives-bad-input/${name}-is-read-over`),
      async ({ group, member }) => {
        const wire = wireOf(member);
        const event = member.sign(chatMessage({ group: group.id }));
        wire.say(spread(JSON.stringify(['EVENT', event])));
        expect(await wire.hears({ verb: 'OK', id: event.id })).toMatchObject({ accepted: true });

        wire.say(spread(JSON.stringify(['REQ', 'spread', { ids: [event.id] }])));
        expect(await wire.hears({ verb: 'EOSE', subscription: 'spread' })).toHaveProperty('verb');
        expect(await wire.shownUntil('spread', event)).toEqual([event]);
      },
    );
});
