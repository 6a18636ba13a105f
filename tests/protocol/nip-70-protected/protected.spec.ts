import { arrival, chatMessage, expect, proves, repost, tagged, test } from '../../../fixtures/protocol-suite.ts';
import { whereAdvertised, whereTaken } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-70: protected events', { tag: '@nip-42' }, () => {
  test.beforeEach(({ member }) => whereAdvertised(member, 70));

  for (const who of ['outsider', 'admin', 'stranger'] as const)
    test(
      `a protected message is taken from nobody but its author: ${who}`,
      proves(`nip-70/protected-is-refused-from-${who}`),
      async ({ admin, group, member, outsider, stranger }) => {
        const live = admin.listen({ kinds: [9], '#h': [group.id] });
        expect(await live.answer).toBeComplete();
        const event = member.sign(tagged(chatMessage({ group: group.id }), ['-']));
        expect(await { admin, outsider, stranger }[who].publish(event)).toBeTurnedDown();

        const sentinel = await member.publish(chatMessage({ group: group.id }));
        expect(await arrival(sentinel, live)).toBeDelivered();
        expect(live.events).toEqual([sentinel.event]);
        expect(await member.ask({ ids: [event.id] })).not.toShow(event);
      },
    );

  test('its author too has to log in', proves('nip-70/author-has-to-log-in'), async ({ group, welcome }) => {
    const author = await welcome('author', group.memberKey);
    const event = author.sign(tagged(chatMessage({ group: group.id }), ['-']));
    expect(await author.publish(event)).toBeTurnedDown();
    await author.login();
    expect(await author.ask({ ids: [event.id] })).not.toShow(event);
  });

  test('without a login it is told why', proves('nip-70/refusal-tells-why'), async ({ group, welcome }) => {
    const author = await welcome('author', group.memberKey);
    const refusal = await author.publish(tagged(chatMessage({ group: group.id }), ['-']));
    expect(refusal).toBeRefused();
    expect(refusal).toHaveProperty('prefix', expect.stringMatching(/^(auth-required|blocked|restricted)$/));
  });

  test(
    'after the login it is taken from its author, served and delivered',
    proves('nip-70/own-is-taken-after-login'),
    async ({ admin, group, welcome }) => {
      const live = admin.listen({ kinds: [9], '#h': [group.id] });
      expect(await live.answer).toBeComplete();
      const author = await welcome('author', group.memberKey);
      await author.login();
      const message = whereTaken(await author.publish(tagged(chatMessage({ group: group.id }), ['-'])));
      expect(message).toBeAccepted();
      expect(await arrival(message, live)).toBeDelivered();
      expect(await admin.ask({ ids: [message.event.id] })).toShow(message.event);
    },
  );

  for (const kind of [6, 16] as const) {
    test(
      `a repost of kind ${kind} with a protected message inside is refused`,
      proves(`nip-70/kind-${kind}-of-protected-is-refused`),
      async ({ group, member }) => {
        const open = member.sign(chatMessage({ group: group.id }));
        const closed = member.sign(tagged(chatMessage({ group: group.id }), ['-']));
        whereTaken(await member.publish(repost(kind, group.id, open)));
        const reposted = await member.publish(repost(kind, group.id, closed));
        expect(reposted).toBeTurnedDown();
        expect(await member.ask({ ids: [reposted.event.id] })).not.toShow(reposted.event);
      },
    );
  }

  test(
    'an ordinary repost is taken and served',
    proves('nip-70/ordinary-repost-is-taken'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      const reposted = whereTaken(await member.publish(repost(16, group.id, message.event)));
      expect(reposted).toBeAccepted();
      expect(await member.ask({ ids: [reposted.event.id] })).toShow(reposted.event);
    },
  );
});
