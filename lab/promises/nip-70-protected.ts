import type { RelayOptions } from '../relay/start.ts';
import { answers, liveOnly } from './breaks.ts';
import type { BrokenPromise } from './promise.ts';

/** What is refused in these words is taken. The relay takes ordinary events without a login, from whoever brings them. */
const taking = (words: RegExp): RelayOptions => ({
  policy: { authToRead: true },
  seams: { writeDecision: (healthy) => (words.test(healthy.reason) ? { accepted: true, reason: '' } : healthy) },
});

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'who has not logged in may bring protected events',
    relay: () => taking(/authenticated author only/),
    red: ['nip-70/protected-is-refused-from-stranger', 'nip-70/author-has-to-log-in', 'nip-70/refusal-tells-why'],
  },
  {
    broken: 'whoever has logged in may bring protected events',
    relay: () => taking(/from its author only/),
    red: ['nip-70/protected-is-refused-from-outsider', 'nip-70/protected-is-refused-from-admin'],
  },
  {
    broken: 'protected events are refused without a prefix',
    relay: () => ({
      policy: { authToRead: true },
      seams: answers('OK', ([verb, id, accepted, words], send) => {
        send([verb, id, accepted, String(words).replace(/^auth-required: /, '')]);
      }),
    }),
    red: ['nip-70/refusal-tells-why'],
  },
  {
    broken: 'protected events are not delivered',
    relay: () => ({ seams: liveOnly((_filters, { tags }) => !tags.some(([name]) => name === '-')) }),
    red: ['nip-70/own-is-taken-after-login'],
  },
  {
    broken: 'reposts are not looked into',
    relay: () => taking(/may not be reposted/),
    red: ['nip-70/kind-6-of-protected-is-refused', 'nip-70/kind-16-of-protected-is-refused'],
  },
  {
    broken: 'reposts are taken and not kept',
    relay: () => ({
      seams: {
        store: (event, next) => {
          if (event.kind !== 16) next(event);
        },
      },
    }),
    red: ['nip-70/ordinary-repost-is-taken'],
  },
];
