import type { Answer } from '../../../fixtures/protocol/subscription.ts';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Publication } from '../../../fixtures/protocol/publication.ts';
import type { Round, Seat } from '../../../fixtures/split-brain/seat.ts';

const eventOf = (id: string): NostrEvent => ({
  ...{ id, pubkey: '', created_at: 0, kind: 9, tags: [], content: '', sig: '' },
});

export const complete = (...ids: string[]): Answer => ({ outcome: 'complete', events: ids.map(eventOf), ms: 1 });

export const closedWith = (words: string): Answer => ({
  ...{ outcome: 'refused', prefix: words.split(':')[0], words, events: [], ms: 1 },
});

export const accepted = (id: string): Publication => ({ event: eventOf(id), ms: 1, outcome: 'accepted', words: '' });

export const refused = (id: string, words: string, ms = 1): Publication => ({
  ...{ event: eventOf(id), ms, outcome: 'refused', prefix: words.split(':')[0], words },
});

export const unanswered = (id: string): Publication => ({ event: eventOf(id), ms: 9, outcome: 'silence', afterMs: 9 });

/** Connection so many, on which everything is as it ought to be: messages 1 to 3 were published on those connections. */
export const seat = (number: number, changes: Partial<Seat> = {}): Seat => ({
  ...{ number, opening: { outcome: 'open', ms: number }, headers: {}, address: undefined },
  ...{ challenge: `challenge ${number}`, login: accepted(`login ${number}`), listening: complete() },
  message: number <= 3 ? accepted(`m${number}`) : undefined,
  ...{ heard: ['m1', 'm2', 'm3'], stored: complete('m1', 'm2', 'm3') },
  ...{ lists: 'admins and members', privately: [{ group: 'private', answer: complete('old') }] },
  ...changes,
});

/** A round of five connections; `changes` are for some of them, by number. */
export const round = (changes: Partial<Record<number, Partial<Seat>>> = {}): Round => ({
  member: 'member 1',
  group: { id: 'canary', isPrivate: false },
  seats: [1, 2, 3, 4, 5].map((number) => seat(number, changes[number])),
});
