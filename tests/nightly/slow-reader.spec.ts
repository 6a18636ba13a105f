import {
  arrival,
  chatMessage,
  expect,
  proves,
  rareWord,
  test,
  transportOf,
  whereTaken,
} from '../../fixtures/protocol-suite.ts';

/** Six million characters: more than systems keep on the way (four, as a rule), so that the rest waits at the relay. */
const MESSAGES = 300;
const AT_ONCE = 4;
const longContent = (): string => `${rareWord()} ${'x'.repeat(20_000)}`;

test.describe('somebody who does not read', () => {
  test.describe.configure({ timeout: 180_000 });

  test(
    'keeps nothing from the others',
    proves('nightly/slow-reader-harms-nobody'),
    async ({ admin, group, member, welcome }) => {
      const filter = { kinds: [9], '#h': [group.id] };
      const slow = await welcome('slow member', group.memberKey);
      await slow.login();
      const [live, unread] = [admin.listen(filter), slow.listen(filter)];
      for (const each of [live, unread]) expect(await each.answer).toBeComplete();
      transportOf(slow).stopReading();

      for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) {
        const long = Array.from({ length: AT_ONCE }, () => chatMessage({ group: group.id, content: longContent() }));
        const publications = await Promise.all(long.map((message) => member.publish(message)));
        for (const publication of publications) {
          expect(whereTaken(publication)).toBeAccepted();
          expect(await arrival(publication, live)).toBeDelivered();
        }
      }
    },
  );
});
