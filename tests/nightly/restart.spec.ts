import { askGroupState, chatMessage, expect, informationOf, manyMessages } from '../../fixtures/protocol-suite.ts';
import { proves, test, withGroup } from '../../fixtures/protocol-suite.ts';

test.describe('a restart', () => {
  test.describe.configure({ timeout: 120_000 });

  test(
    'loses nothing that was acknowledged',
    proves('nightly/restart-loses-nothing'),
    async ({ ownRelay, settings: { admin: key } }) => {
      await withGroup(await ownRelay.enter('admin', key), ['closed', 'restricted'], async (group) => {
        const member = await ownRelay.enter('member', group.memberKey);
        const messages = await manyMessages(member, group.id, 30);
        await ownRelay.restart();
        const back = await ownRelay.enter('member, again', group.memberKey);
        expect(await back.ask({ kinds: [9], '#h': [group.id], limit: 100 })).toShowOnly(...messages);
      });
    },
  );

  test(
    'leaves groups and their members as they were',
    proves('nightly/restart-keeps-groups'),
    async ({ ownRelay, settings: { admin: key } }) => {
      await withGroup(await ownRelay.enter('admin', key), ['closed', 'restricted'], async (group) => {
        const before = await askGroupState(await ownRelay.enter('member', group.memberKey), group.id);
        expect(before).toMatchObject({ exists: true });
        await ownRelay.restart();
        const back = await ownRelay.enter('member, again', group.memberKey);
        expect(await back.publish(chatMessage({ group: group.id }))).toBeAccepted();
        expect(await askGroupState(back, group.id)).toEqual(before);
        const outsider = await ownRelay.enter('outsider');
        expect(await outsider.publish(chatMessage({ group: group.id }))).toBeTurnedDown();
      });
    },
  );

  test('leaves the relay who it was', proves('nightly/restart-keeps-identity'), async ({ ownRelay }) => {
    const before = await informationOf(ownRelay.url);
    await ownRelay.restart();
    expect(await informationOf(ownRelay.url)).toEqual(before);
  });

  test('is said to who is connected', proves('nightly/restart-says-goodbye'), async ({ ownRelay }) => {
    const { connection } = await ownRelay.enter('somebody');
    await ownRelay.restart();
    expect([1000, 1001, 1012]).toContain(connection.closed?.code);
  });
});
