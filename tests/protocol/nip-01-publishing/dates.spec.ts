import { chatMessage, expect, note, nowInSeconds, proves, test, whereTaken } from '../../../fixtures/protocol-suite.ts';

const DAY = 24 * 60 * 60;

/** Dates that a relay may refuse; one that takes them keeps them. In seconds since the epoch. */
const DATES: Record<string, (now: number) => number> = {
  'a-week-ago': (now) => now - 7 * DAY,
  'a-month-ago': (now) => now - 28 * DAY,
  'a-year-ago': (now) => now - 365 * DAY,
  'before-nostr': () => Date.UTC(2015, 0, 1) / 1000,
  'before-2000': () => Date.UTC(1999, 0, 1) / 1000,
  'in-1970': () => 0,
  'a-year-ahead': (now) => now + 365 * DAY,
  'beyond-signed-32-bits': () => 2 ** 31 + 1,
  'beyond-unsigned-32-bits': () => 2 ** 32 + 1,
};

test.describe('NIP-01: the date of an event', () => {
  for (const [name, date] of Object.entries(DATES))
    test(
      `an event dated ${name.replaceAll('-', ' ')} is kept with its date, where it is taken`,
      proves(`nip-01/dated-${name}-is-kept`),
      async ({ member }) => {
        const createdAt = date(nowInSeconds());
        const old = whereTaken(await member.publish(note(1, { createdAt })));
        expect(old).toBeAccepted();
        const about = { since: Math.max(0, createdAt - 1), until: createdAt + 1 };
        const answer = await member.ask({ authors: [member.pubkey], ...about });
        expect(answer.events).toEqual([old.event]);
      },
    );

  test('an event dated a year ahead is refused', proves('nip-01/far-future-is-refused'), async ({ group, member }) => {
    const ahead = await member.publish({ ...chatMessage({ group: group.id }), createdAt: nowInSeconds() + 365 * DAY });
    expect(ahead).toBeRefused();

    const message = await member.publish(chatMessage({ group: group.id }));
    expect(message).toBeAccepted();
    expect((await member.ask({ kinds: [9], '#h': [group.id], limit: 1 })).events).toEqual([message.event]);
  });
});
