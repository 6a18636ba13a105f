import { askRelayInformation, chatMessage, expect, proves, tagged, test } from '../../../fixtures/protocol-suite.ts';
import { whereItApplies, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-70: protected events', { tag: '@nip-42' }, () => {
  test.beforeEach(async ({ settings }) => {
    const { document } = await askRelayInformation(settings.relayUrl, 5000);
    const applies = String(document?.supported_nips).split(',').includes('70');
    whereItApplies({ applies, value: 70, because: 'NIP-11 does not name NIP-70' });
  });

  for (const { who, requirement } of [
    { who: 'somebody who has logged in', requirement: 'outsider' },
    { who: 'somebody who has not logged in', requirement: 'stranger' },
  ] as const)
    test(
      `a protected message is not taken from ${who}, and is from its author`,
      proves(`nip-70/protected-is-refused-from-${requirement}`),
      async ({ group, member, outsider, stranger }) => {
        const event = member.sign(tagged(chatMessage({ group: group.id }), ['-']));
        expect(await { outsider, stranger }[requirement].publish(event)).toBeRefused();
        expect(await member.ask({ ids: [event.id] })).not.toShow(event);

        whereTaken(await member.publish(event));
        expect(await member.ask({ ids: [event.id] })).toShow(event);
      },
    );

  test('its author too has to log in', proves('nip-70/author-has-to-log-in'), async ({ group, member, welcome }) => {
    const event = member.sign(tagged(chatMessage({ group: group.id }), ['-']));
    const author = await welcome('author', group.memberKey);
    expect(await author.publish(event)).toBeRefusedWith('auth-required');
    expect(await author.login()).toBeAccepted();
    whereTaken(await author.publish(event));
    expect(await member.ask({ ids: [event.id] })).toShow(event);
  });
});
