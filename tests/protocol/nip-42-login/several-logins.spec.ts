import {
  chatMessage,
  expect,
  keptMessage,
  loginOf,
  presentLogin,
  proves,
  test,
} from '../../../fixtures/protocol-suite.ts';
import { putUsers, whereGroups, withGroup } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: several logins on one connection', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  test(
    'the second of two logins counts',
    proves('nip-42/second-login-counts'),
    async ({ group, member, outsider, settings, welcome }) => {
      const { event, filter, secret } = await keptMessage({ group, member, settings, welcome }, outsider);
      expect(await outsider.ask(filter)).not.toShow(...secret);

      const second = await loginOf(outsider, { key: group.memberKey });
      expect(await presentLogin(outsider, second)).toBeAccepted();
      expect(await outsider.ask(filter)).toShow(event);
    },
  );

  test(
    'the first of two logins still counts',
    proves('nip-42/first-login-still-counts'),
    async ({ group, member, outsider, settings, welcome }) => {
      const { event, filter } = await keptMessage({ group, member, settings, welcome });
      expect(await presentLogin(member, await loginOf(member, { key: outsider.key }))).toBeAccepted();
      expect(await member.ask(filter)).toShow(event);
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
    'after two logins the private groups of both people can be read',
    proves('nip-42/both-logins-may-read'),
    async ({ admin, group, member, settings, welcome }) => {
      whereGroups(settings);
      await withGroup(admin, ['closed', 'restricted', 'private'], async (another) => {
        // Given two private groups that have no member in common but the admin
        const theirs = await member.publish(chatMessage({ group: group.id }));
        const others = await admin.publish(chatMessage({ group: another.id }));
        expect(await member.ask({ kinds: [9], '#h': [another.id] })).not.toShow(others.event);

        // When both members log in on one connection
        const both = await welcome('both', group.memberKey);
        expect(await both.login()).toBeAccepted();
        expect(await presentLogin(both, await loginOf(both, { key: another.memberKey }))).toBeAccepted();

        // Then either group is read there
        expect(await both.ask({ kinds: [9], '#h': [group.id] })).toShow(theirs.event);
        expect(await both.ask({ kinds: [9], '#h': [another.id] })).toShow(others.event);
      });
    },
  );

  test(
    'after three logins all three people may write',
    proves('nip-42/three-logins-count'),
    async ({ admin, group, member, outsider, settings }) => {
      whereGroups(settings);
      expect(await admin.publish(putUsers(group.id, [outsider.pubkey]))).toBeAccepted();
      for (const { key } of [outsider, admin])
        expect(await presentLogin(member, await loginOf(member, { key }))).toBeAccepted();

      for (const author of [member, outsider, admin])
        expect(await member.publish(author.sign(chatMessage({ group: group.id }))), author.name).toBeAccepted();
    },
  );

  test(
    'who logs in twice is accepted twice',
    proves('nip-42/second-login-of-one-key-is-accepted'),
    async ({ group, member, settings, welcome }) => {
      const { event, filter } = await keptMessage({ group, member, settings, welcome });
      expect(await member.login()).toBeAccepted();
      expect(await member.ask(filter)).toShow(event);
    },
  );

  test(
    'a refused login takes nothing away from an earlier one',
    proves('nip-42/refused-login-takes-nothing'),
    async ({ group, member, settings, welcome }) => {
      const { event, filter } = await keptMessage({ group, member, settings, welcome });
      expect(await member.login({ challenge: 'f00df00df00df00d' })).toBeTurnedDown();
      expect(await member.ask(filter)).toShow(event);
    },
  );

  test(
    'who was refused may log in on the same connection',
    proves('nip-42/refused-login-may-be-mended'),
    async ({ group, member, settings, welcome }) => {
      const { event, filter } = await keptMessage({ group, member, settings, welcome });
      const visitor = await welcome('visitor', group.memberKey);
      expect(await visitor.login({ challenge: 'f00df00df00df00d' })).toBeTurnedDown();
      expect(await visitor.login()).toBeAccepted();
      expect(await visitor.ask(filter)).toShow(event);
    },
  );

  test('a login that is refused has its OK', proves('nip-42/refused-login-has-its-ok'), async ({ stranger }) => {
    const wrong = await loginOf(stranger, { challenge: 'f00df00df00df00d' });
    expect(await presentLogin(stranger, wrong)).toBeRefused();
  });

  test('every login has its own OK', proves('nip-42/every-login-is-answered'), async ({ outsider, stranger }) => {
    const logins = await Promise.all([loginOf(stranger), loginOf(stranger, { key: outsider.key })]);
    const answers = await Promise.all(logins.map((login) => presentLogin(stranger, login)));
    for (const { outcome } of answers) expect(outcome).toMatch(/^(accepted|refused)$/);
  });
});
