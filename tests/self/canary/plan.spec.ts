import { expect, test } from '@playwright/test';
import { verifyEvent } from 'nostr-tools/pure';
import { nowInSeconds, tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import { ann, bob, planned, stranger } from './samples.ts';

const [year, hour] = [365 * 24 * 3600, 3600];
const plan = planned();
const events = [...plan.messages.map(({ event }) => event), plan.strangersMessage, plan.messageToUnknownGroup];
const expiresIn = (event: NostrEvent): number => Number(tagValues(event, 'expiration')[0]) - nowInSeconds();
const who = ({ author, group, flight }: (typeof plan.messages)[number]): string => `${author} to ${group}, ${flight}`;

test.describe('the plan of a visit', () => {
  test('lets each member meet each group, and private messages refer to what strangers ask for', () => {
    expect(plan.messages.map(who)).toEqual([
      'ann to canary, first',
      'bob to canary, second',
      'ann to secret, first',
      'bob to secret, second',
    ]);
    for (const { event, isPrivate } of plan.messages)
      expect(tagValues(event, 'e')).toEqual(isPrivate ? [plan.reference] : []);
  });

  test('lets an only member write again, so that there is a sentinel', () => {
    const authors = planned([ann])
      .messages.filter(({ flight }) => flight === 'second')
      .map(({ author }) => author);
    expect(authors).toEqual(['ann', 'ann']);
  });

  test('is signed beforehand by whom it names', () => {
    const keys: Record<string, string> = { ann: ann.key.pubkey, bob: bob.key.pubkey };
    for (const { author, event } of plan.messages) expect(event.pubkey).toBe(keys[author]);
    expect(plan.strangersMessage.pubkey).toBe(stranger.key.pubkey);
    for (const event of events) expect(verifyEvent(event)).toBe(true);
  });

  test('puts every message into its group, and none into another', () => {
    for (const { group, event } of plan.messages) expect(tagValues(event, 'h')).toEqual([group]);
    expect(tagValues(plan.strangersMessage, 'h')).toEqual(['canary']);
    expect(tagValues(plan.messageToUnknownGroup, 'h')).toEqual([plan.unknownGroup]);
  });

  test('never names the same unknown group twice', () => {
    expect(planned([ann]).unknownGroup).not.toBe(planned([ann]).unknownGroup);
  });

  test('lets everything expire: memories in a year, all else in an hour', () => {
    const memories = plan.messages.filter(({ isMemory }) => isMemory).map(({ event }) => event);
    expect(memories.map(({ tags }) => tags[0])).toEqual([
      ['h', 'canary'],
      ['h', 'secret'],
    ]);
    for (const event of events) expect(expiresIn(event)).toBeLessThanOrEqual(memories.includes(event) ? year : hour);
    for (const event of events) expect(expiresIn(event)).toBeGreaterThan(hour - 60);
  });

  test('marks as private what only members may read', () => {
    const groups = plan.messages.filter(({ isPrivate }) => isPrivate).map(({ group }) => group);
    expect(new Set(groups)).toEqual(new Set(['secret']));
    expect(groups).toHaveLength(2);
  });
});
