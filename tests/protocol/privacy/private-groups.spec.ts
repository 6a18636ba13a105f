import { chatMessage, expect, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-29: reading a private group', { tag: '@nip-42' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test(
    'a stranger is told to authenticate',
    proves('nip-29/private-read-needs-login'),
    async ({ group, member, stranger }) => {
      // Given a message that only members may read
      const message = await member.publish(chatMessage({ group: group.id, content: 'for members' }));
      expect(message).toBeAccepted();

      // When a stranger asks for it without authenticating
      const answer = await stranger.ask({ kinds: [9], '#h': [group.id] });

      // Then the relay refuses, in the words of NIP-42, and shows nothing
      expect(answer).toBeRefusedWith('auth-required');
    },
  );

  test(
    'an outsider is refused',
    proves('nip-29/private-read-needs-membership'),
    async ({ group, member, outsider }) => {
      const message = await member.publish(chatMessage({ group: group.id, content: 'for members' }));
      expect(message).toBeAccepted();
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);

      const answer = await outsider.ask({ kinds: [9], '#h': [group.id] });
      expect(answer).toBeRefusedWith('restricted');
    },
  );
});
