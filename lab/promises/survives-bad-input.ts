import { losingNextMessage } from './parts/lost-message.ts';
import type { BrokenPromise } from './promise.ts';

const ids = (...names: string[]): string[] => names.map((name) => `survives-bad-input/${name}`);

/** Whether a frame of the relay is such a complaint. */
const says =
  (verb: string, words: RegExp) =>
  (frame: unknown[]): boolean =>
    frame[0] === verb && frame.some((element) => typeof element === 'string' && words.test(element));

/** Whether a frame of a client has an event or a filter that fits. */
const has =
  (verb: string, fits: (value: Record<string, unknown>) => boolean) =>
  (frame: unknown[]): boolean =>
    frame[0] === verb &&
    frame.some(
      (element) => typeof element === 'object' && element !== null && fits(element as Record<string, unknown>),
    );

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'after what is no message the next event is not heard',
    relay: () => losingNextMessage({ by: says('NOTICE', /a message is a JSON array/) }),
    red: ids(
      'malformed-json',
      'empty-text',
      'json-that-is-no-array',
      'an-empty-array',
      'deep-nesting',
      'a-byte-order-mark',
    ),
    beside: ids('half-a-character'),
  },
  {
    broken: 'after an unknown verb the next event is not heard',
    relay: () => losingNextMessage({ by: says('NOTICE', /^unsupported: verb/) }),
    red: ids('an-unknown-verb', 'a-very-long-verb', 'prototype-names-as-verbs'),
    beside: ids('an-empty-array'),
  },
  {
    broken: 'after a binary frame the next event is not heard',
    relay: () => losingNextMessage({ by: says('NOTICE', /not binary/) }),
    red: ids('a-binary-frame'),
  },
  {
    broken: 'who sent invalid UTF-8 is turned away',
    relay: () => losingNextMessage({ line: /UTF-8/ }),
    red: ids('invalid-utf-8'),
  },
  {
    broken: 'who sent a message that is too long is turned away',
    relay: () => losingNextMessage({ line: /Max payload/ }),
    red: ids('an-oversized-message'),
  },
  {
    broken: 'after an event without an id the next event is not heard',
    relay: () => losingNextMessage({ by: says('NOTICE', /^invalid: (an event is|id is not)/) }),
    red: ids('an-event-that-is-no-object', 'an-event-of-null', 'no-event-at-all', 'an-id-of-wrong-length'),
    beside: ids(
      'deep-nesting',
      'missing-fields',
      'null-in-every-field',
      'numbers-in-every-field',
      'objects-in-every-field',
      'keys-that-are-no-hex',
      'a-login-of-garbage',
    ),
  },
  {
    broken: 'after an event of the wrong shape the next event is not heard',
    relay: () => losingNextMessage({ by: says('OK', /^invalid: (pubkey|created_at|kind|tags|content|sig) is not/) }),
    red: ids(
      'missing-fields',
      'null-in-every-field',
      'numbers-in-every-field',
      'objects-in-every-field',
      'tags-of-wrong-type',
      'a-signature-of-wrong-length',
      'keys-that-are-no-hex',
      'odd-numbers',
    ),
  },
  {
    broken: 'after an event that nobody signed the next event is not heard',
    relay: () => losingNextMessage({ by: says('OK', /^invalid: (id is not the hash|signature|an event has)/) }),
    red: ids(
      'a-public-key-off-the-curve',
      'prototype-names-in-an-event',
      'one-key-twice',
      'half-a-character',
      'thousands-of-tags',
    ),
    beside: ids('odd-numbers'),
  },
  {
    broken: 'after an event with more than an event the next one is not heard',
    relay: () =>
      losingNextMessage({
        from: (frame) => has('EVENT', (event) => 'extra' in event)(frame) || (frame[0] === 'EVENT' && frame.length > 3),
      }),
    red: ids('extra-fields', 'several-events-in-one'),
  },
  {
    broken: 'after a refused subscription the next event is not heard',
    relay: () => losingNextMessage({ by: says('CLOSED', /^invalid/) }),
    red: ids(
      'a-request-without-filters',
      'filters-that-are-no-objects',
      'a-thousand-filters',
      'very-long-filter-values',
      'odd-numbers-in-filters',
    ),
  },
  {
    broken: 'after an id or a login that is none the next event is not heard',
    relay: () => losingNextMessage({ by: says('NOTICE', /subscription id|an event is an object/) }),
    red: ids('a-subscription-id-that-is-no-text', 'a-closing-without-id', 'a-login-of-garbage'),
    beside: ids('a-request-without-filters', 'an-event-that-is-no-object', 'an-event-of-null', 'no-event-at-all'),
  },
  {
    broken: 'after thousands of ids the next event is not heard',
    relay: () => losingNextMessage({ from: has('REQ', ({ ids: list }) => Array.isArray(list) && list.length > 1_000) }),
    red: ids('five-thousand-ids'),
  },
  {
    broken: 'after a subscription with the name of a property the next event is not heard',
    relay: () => losingNextMessage({ from: ([verb, id]) => verb === 'REQ' && id === '__proto__' }),
    red: ids('prototype-names-in-requests'),
  },
  {
    broken: 'after a hundred subscriptions the next event is not heard',
    relay: () => losingNextMessage({ from: ([verb, id]) => verb === 'REQ' && id === 'flood-100' }),
    red: ids('a-flood-of-requests'),
  },
  {
    broken: 'a message has to begin with its bracket',
    relay: () => ({ seams: { received: (text) => (/^\s/.test(text) ? '' : text) } }),
    red: ids('white-space-before-a-message-is-read-over'),
  },
  {
    broken: 'a message has to end with its bracket',
    relay: () => ({ seams: { received: (text) => (/\s$/.test(text) ? '' : text) } }),
    red: ids('white-space-after-a-message-is-read-over'),
  },
  {
    broken: 'a message has to be on one line',
    relay: () => ({ seams: { received: (text) => (/^\[\s/.test(text) ? '' : text) } }),
    red: ids('white-space-within-a-message-is-read-over'),
  },
];
