import type { Labelled } from '../../../fixtures/canary/record.ts';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { NoAnswer } from '../../../fixtures/protocol/outcome.ts';
import type { Publication } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import type { Answer, Delivery } from '../../../fixtures/protocol/subscription.ts';

const author = SecretKey.generate();
export const [event, another] = [author.sign({ kind: 9, content: 'one' }), author.sign({ kind: 9, content: 'two' })];

export const accepted: Publication = { event, ms: 12, outcome: 'accepted', words: 'welcome' };
export const refused: Publication = { event, ms: 12, outcome: 'refused', prefix: 'blocked', words: 'blocked: not you' };

export const complete = (...events: NostrEvent[]): Answer => ({ events, ms: 12, outcome: 'complete' });
export const closed = (...events: NostrEvent[]): Answer => ({
  ...{ events, ms: 12 },
  ...{ outcome: 'refused', prefix: 'auth-required', words: 'auth-required: log in' },
});

export const delivered: Delivery = { ms: 12, outcome: 'delivered', event };

/** What is neither yes nor no, with the words that have to stand in every failure. */
export const NO_ANSWERS: { answer: NoAnswer; told: string }[] = [
  { answer: { outcome: 'notice', words: 'slow down' }, told: 'only NOTICE "slow down"' },
  { answer: { outcome: 'closed', code: 1011, words: 'oops' }, told: 'the connection was closed with code 1011 "oops"' },
  { answer: { outcome: 'closed', code: 1006, words: '' }, told: 'the connection was closed with code 1006' },
  { answer: { outcome: 'silence', afterMs: 1500.4 }, told: 'no answer for 1500 ms' },
];

export const labelled = <Exchanged>(label: string, exchanged: Exchanged, note = ''): Labelled<Exchanged> => ({
  ...{ label, exchanged, note },
});
