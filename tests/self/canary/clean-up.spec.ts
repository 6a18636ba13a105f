import { Guests } from '../../../fixtures/canary/cast.ts';
import { cleanUp, leftovers } from '../../../fixtures/canary/clean-up.ts';
import { Deadline } from '../../../fixtures/protocol/deadline.ts';
import { nowInSeconds, tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';
import { expect, test, type Script } from '../protocol/a-relay-that.ts';
import { accepted, ann, bob, planned, refused, sentWith, stranger, unanswered } from './samples.ts';

const plan = planned();
const nothingElse = { intruders: [], unauthenticated: [], memories: [] };
const ids = (events: NostrEvent[]): string[] => events.map(({ id }) => id).sort();
const but = (isMemory: boolean): NostrEvent[] =>
  plan.messages.filter((message) => message.isMemory === isMemory).map(({ event }) => event);

/** What Ann left in a group so many seconds ago. */
const earlier = (secondsAgo: number): NostrEvent => ann.key.sign({ kind: 9, createdAt: nowInSeconds() - secondsAgo });
const memoryOf = (group: string, ...events: NostrEvent[]): Parameters<typeof leftovers>[0]['memories'][number] => ({
  ...{ group, answer: { outcome: 'complete', ms: 1, events } },
});

test.describe('what has to go', () => {
  test('is everything accepted but one memory per group', () => {
    const waste = leftovers({ sent: sentWith(plan, accepted), ...nothingElse });
    expect(ids(waste)).toEqual(ids(but(false)));
  });

  test('is everything that got no answer, memories too', () => {
    const waste = leftovers({ sent: sentWith(plan, unanswered), ...nothingElse });
    expect(ids(waste)).toEqual(ids(plan.messages.map(({ event }) => event)));
  });

  test('is nothing that was refused', () => {
    const intruders = [refused(plan.strangersMessage), refused(plan.messageToUnknownGroup)];
    expect(leftovers({ ...nothingElse, sent: sentWith(plan, refused), intruders })).toEqual([]);
  });

  test('is every intruder that was not refused, and what was written without a login', () => {
    const intruders = [accepted(plan.strangersMessage), unanswered(plan.messageToUnknownGroup)];
    const knock = ann.key.sign({ kind: 9 });
    const waste = leftovers({ ...nothingElse, sent: [], intruders, unauthenticated: [knock] });
    expect(ids(waste)).toEqual(ids([plan.strangersMessage, plan.messageToUnknownGroup, knock]));
  });

  test('is what earlier runs left, and not what is younger than five minutes', () => {
    const [old, young] = [earlier(301), earlier(290)];
    const sent = sentWith(plan, accepted);
    const waste = leftovers({ ...nothingElse, sent, memories: [memoryOf('canary', old, young)] });
    expect(ids(waste)).toEqual(ids([...but(false), old]));
  });

  test('is not what earlier runs left where this one could leave nothing', () => {
    const sent = sentWith(plan, refused);
    expect(leftovers({ ...nothingElse, sent, memories: [memoryOf('canary', earlier(9000))] })).toEqual([]);
  });
});

/** Takes everything, and keeps it in a list. */
const takesInto = (heard: NostrEvent[]): Script => ({
  greets: ({ say }) => say('AUTH', 'who are you?'),
  answers: ({ say }, { verb, id, message }) => {
    if (verb === 'EVENT') heard.push(message[1] as NostrEvent);
    say('OK', id, true, '');
  },
});

test.describe('cleaning up', () => {
  test('is one request per author, for their own events, and expires', async ({ aRelayThat }) => {
    const heard: NostrEvent[] = [];
    const guests = new Guests((await aRelayThat(takesInto(heard))).url, Deadline.in(2000));
    const people = await Promise.all([ann, bob, stranger].map(({ name, key }) => guests.invite(name, key)));
    const [one, two, bobs] = [earlier(1), earlier(2), bob.key.sign({ kind: 9 })];

    const requests = await cleanUp([one, two, bobs], people, { group: 'canary', guests });
    for (const person of people) person.leave();

    expect(requests.map(({ exchanged }) => exchanged.outcome)).toEqual(['accepted', 'accepted']);
    // The two connections are not one: which request the relay hears first is not said.
    const meant = [ann.key, bob.key].map(({ pubkey }, k) => [5, pubkey, [[one.id, two.id], [bobs.id]][k]]);
    expect(new Set(heard.map((event) => [event.kind, event.pubkey, tagValues(event, 'e')]))).toEqual(new Set(meant));
    expect(heard).toHaveLength(2);
    for (const event of heard) expect(Number(tagValues(event, 'expiration')[0])).toBeGreaterThan(nowInSeconds());
  });

  test('brings back an author whose connection is gone', async ({ aRelayThat }) => {
    const heard: NostrEvent[] = [];
    const guests = new Guests((await aRelayThat(takesInto(heard))).url, Deadline.in(2000));
    const gone = await guests.invite('ann', ann.key);
    gone.leave();
    const [request] = await cleanUp([earlier(1)], [gone], { group: 'canary', guests });
    for (const person of guests.all) person.leave();
    expect(request?.exchanged.outcome).toBe('accepted');
    expect(guests.all.map(({ name }) => name)).toEqual(['ann', 'ann (cleaning up)']);
    expect(heard.map(({ pubkey }) => pubkey)).toEqual([ann.key.pubkey]);
  });

  test('asks for nothing where nothing has to go', async ({ aRelayThat }) => {
    const guests = new Guests((await aRelayThat({})).url, Deadline.in(2000));
    expect(await cleanUp([], [await guests.invite('ann', ann.key)], { group: 'canary', guests })).toEqual([]);
    for (const person of guests.all) person.leave();
  });
});
