import { expect, test } from '@playwright/test';
import { labelMessages } from '../../../fixtures/canary/explain.ts';
import type { GroupState } from '../../../fixtures/groups/metadata.ts';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Publication } from '../../../fixtures/protocol/publication.ts';
import type { RelayInformation } from '../../../fixtures/protocol/relay-information.ts';
import { accepted, ann, bob, planned, refused, sentWith, settings, unanswered } from './samples.ts';

const plan = planned();

const stateOf = (changes: Partial<GroupState>): GroupState => ({
  ...{ id: 'canary', exists: true, isPrivate: false, isClosed: true, admins: [], members: [ann.key.pubkey] },
  ...changes,
});

/** Relay information whose clock is ahead of ours by so many seconds. */
const withClock = (secondsAhead: number): RelayInformation => ({
  ...{ url: 'https://relay.example', document: {} },
  http: {
    ...{ outcome: 'answered', status: 200, body: '{}', ms: 1, certificate: undefined },
    headers: { date: new Date(Date.now() + secondsAhead * 1000).toUTCString() },
  },
});

/** What is said of the first message, which Ann wrote to "canary", and of the second, by Bob. */
function notesOn(say: (event: NostrEvent) => Publication, state: GroupState | undefined, secondsAhead = 0): string[] {
  const surroundings = { settings, states: state ? [state] : [], information: withClock(secondsAhead) };
  return labelMessages(sentWith(plan, say), surroundings).map(({ note = '' }) => note);
}

const rateLimited = (event: NostrEvent): Publication => refused(event, 'rate-limited: slow down');
const asksForWork = (event: NostrEvent): Publication => refused(event, 'pow: 28 bits needed');
const npub = bob.key.npub;

const EXPLANATIONS = [
  {
    title: 'a key that the member list names',
    note: notesOn(refused, stateOf({}))[0],
    says: `The relay's own member list (39002) of "canary" names this key: its membership state is incomplete or stale.`,
  },
  {
    title: 'a key that the member list does not name',
    note: notesOn(refused, stateOf({}))[1],
    says: `The relay's member list (39002) of "canary" does not name ${npub} (PROD_CANARY_SECRET_KEY): npm run provision, or its members are lost.`,
  },
  {
    title: 'a group without a member list',
    note: notesOn(refused, stateOf({ members: undefined }))[1],
    says: `The relay shows no member list (39002). The key is ${npub} of PROD_CANARY_SECRET_KEY.`,
  },
  {
    title: 'a group that the relay denies',
    note: notesOn(refused, stateOf({ exists: false }))[0],
    says: 'The relay shows this member no such group (39000). If it never existed: npm run provision. If it did: it is lost.',
  },
  {
    title: 'a group of which nothing is known',
    note: notesOn(refused, undefined)[0],
    says: 'The relay shows this member no such group (39000). If it never existed: npm run provision. If it did: it is lost.',
  },
  {
    title: 'a rate limit',
    note: notesOn(rateLimited, stateOf({}))[0],
    says: 'The relay limits our rate: this says nothing about the deploy.',
  },
  {
    title: 'a demand for proof of work',
    note: notesOn(asksForWork, stateOf({}))[0],
    says: 'The relay asks for proof of work, which a canary does not do.',
  },
  { title: 'an accepted message', note: notesOn(accepted, stateOf({}), 3600)[0], says: '' },
  { title: 'silence', note: notesOn(unanswered, stateOf({}))[0], says: '' },
  { title: 'clocks that differ by seconds', note: notesOn(unanswered, stateOf({}), 25)[0], says: '' },
];

test.describe('the note on a message', () => {
  for (const { title, note, says } of EXPLANATIONS) {
    test(`explains ${title}`, () => {
      expect(note).toBe(says);
    });
  }

  test('tells by how much the clocks differ, in either direction', () => {
    expect(notesOn(refused, stateOf({}), 3600)[0]).toMatch(
      /stale\. The relay's clock differs from ours by 3(599|600) s\.$/,
    );
    expect(notesOn(unanswered, undefined, -90)[0]).toMatch(/^The relay's clock differs from ours by -9[01] s\.$/);
  });

  test('stands beside who wrote where, and the answer', () => {
    const information = withClock(0);
    const messages = labelMessages(sentWith(plan, refused), { settings, states: [], information });
    expect(messages.map(({ label }) => label).slice(0, 2)).toEqual([
      'ann writes to "canary"',
      'bob writes to "canary"',
    ]);
    expect(messages[0]?.exchanged).toEqual(refused(plan.messages[0]?.event ?? plan.strangersMessage));
  });

  test('never holds a secret key', () => {
    const notes = [...notesOn(refused, stateOf({ members: [] }), 3600), ...notesOn(refused, undefined)].join('\n');
    for (const { key } of [ann, bob]) expect(notes).not.toContain(Buffer.from(key.reveal()).toString('hex'));
    expect(notes).not.toContain('nsec1');
  });
});
