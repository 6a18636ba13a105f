import { chatMessage, expect, loginOf, presentLogin, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: several logins on one connection', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test('the second of two logins counts', proves('nip-42/second-login-counts'), async ({ group, member, outsider }) => {
    const message = await member.publish(chatMessage({ group: group.id }));
    expect(await outsider.ask({ kinds: [9], '#h': [group.id] })).not.toShow(message.event);

    const second = await loginOf(outsider, { key: group.memberKey });
    expect(await presentLogin(outsider, second)).toBeAccepted();
    expect(await outsider.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
  });

  test(
    'the first of two logins still counts',
    proves('nip-42/first-login-still-counts'),
    async ({ group, member, outsider }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await presentLogin(member, await loginOf(member, { key: outsider.key }))).toBeAccepted();
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
    },
  );

  test(
    'after two logins both people may write',
    proves('nip-42/both-logins-may-write'),
    async ({ admin, group, member }) => {
      expect(await presentLogin(member, await loginOf(member, { key: admin.key }))).toBeAccepted();
      const theirs = await member.publish(chatMessage({ group: group.id }));
      const others = await member.publish(admin.sign(chatMessage({ group: group.id })));
      expect(theirs).toBeAccepted();
      expect(others).toBeAccepted();
      expect(await admin.ask({ kinds: [9], '#h': [group.id] })).toShow(theirs.event, others.event);
    },
  );

  test(
    'a refused login takes nothing away from an earlier one',
    proves('nip-42/refused-login-takes-nothing'),
    async ({ group, member }) => {
      const message = await member.publish(chatMessage({ group: group.id }));
      expect(await member.login({ challenge: 'f00df00df00df00d' })).toBeRefused();
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).toShow(message.event);
    },
  );

  test('every login has its own OK', proves('nip-42/every-login-is-answered'), async ({ outsider, stranger }) => {
    const wrong = await loginOf(stranger, { challenge: 'f00df00df00df00d' });
    const right = await loginOf(stranger);
    const second = await loginOf(stranger, { key: outsider.key });
    const answers = await Promise.all([wrong, right, second].map((login) => presentLogin(stranger, login)));
    expect(answers.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted', 'accepted']);
  });
});
