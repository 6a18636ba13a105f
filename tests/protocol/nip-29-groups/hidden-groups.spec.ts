import {
  chatMessage,
  expect,
  proves,
  test,
  whereItApplies,
  type NostrEvent,
} from '../../../fixtures/protocol-suite.ts';

/** Skips where a member does not see the group called hidden; else gives what they see. */
const whereHidden = ({ events }: { events: NostrEvent[] }): NostrEvent[] =>
  whereItApplies({
    applies: events.some(({ tags }) => tags.some(([name]) => name === 'hidden')),
    value: events,
    because: 'the relay does not call the group hidden',
  });

test.describe('NIP-29: a hidden group', () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private', 'hidden'] });

  for (const { filter, by } of [
    { by: 'its id', filter: (group: string) => ({ kinds: [39000, 39001, 39002], '#d': [group] }) },
    { by: 'the kind', filter: () => ({ kinds: [39000] }) },
  ])
    test(
      `is not listed to an outsider who asks by ${by}`,
      proves(`nip-29/hidden-is-unlisted-by-${by.replace(/^\w+ /, '')}`),
      async ({ group, member, outsider, stranger }) => {
        const metadata = whereHidden(await member.ask({ kinds: [39000], '#d': [group.id] }));
        expect(await outsider.ask(filter(group.id))).not.toShow(...metadata);
        expect(await stranger.ask(filter(group.id))).not.toShow(...metadata);
      },
    );

  test(
    'takes no message from an outsider',
    proves('nip-29/hidden-takes-no-message'),
    async ({ group, member, outsider }) => {
      whereHidden(await member.ask({ kinds: [39000], '#d': [group.id] }));
      const intruding = await outsider.publish(chatMessage({ group: group.id }));
      expect(intruding).toBeRefused();
      expect(await member.publish(chatMessage({ group: group.id }))).toBeAccepted();
      expect(await member.ask({ kinds: [9], '#h': [group.id] })).not.toShow(intruding.event);
    },
  );
});
