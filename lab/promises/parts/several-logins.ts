import type { Decision } from '../../relay/policy/decision.ts';
import type { Seams } from '../../relay/seams.ts';
import type { BrokenPromise } from '../promise.ts';

const NO: Decision = { accepted: false, reason: 'restricted: not with these logins' };

/** Less than a client waits for a challenge before it asks for one. */
const CHALLENGE_LATE_MS = 100;

/** Connections with these logins may do nothing. */
const lockingOut = (fits: (authedPubkeys: readonly string[]) => boolean): Partial<Seams> => ({
  readDecision: (healthy, { authedPubkeys }) => (fits(authedPubkeys) ? NO : healthy),
  writeDecision: (healthy, { authedPubkeys }) => (fits(authedPubkeys) ? NO : healthy),
});

const lockingOutAfterMistakes = (): Partial<Seams> => {
  const mistaken = new Set<string>();
  return {
    ...lockingOut((authedPubkeys) => authedPubkeys.some((pubkey) => mistaken.has(pubkey))),
    authDecision: (healthy, { event }) => {
      if (!healthy.accepted) mistaken.add(event.pubkey);
      return healthy;
    },
  };
};

/** A login counts for everybody who comes from the same address. */
const byAddress = (): Partial<Seams> => {
  let isKnown = false;
  return {
    authDecision: (healthy) => {
      isKnown ||= healthy.accepted;
      return healthy;
    },
    readDecision: (healthy) => (isKnown ? { accepted: true, reason: '' } : healthy),
    visible: (healthy) => healthy || isKnown,
  };
};

/** The challenge comes a moment late, and is forgotten where somebody was told to log in before. */
const losingChallenges = (): Partial<Seams> => {
  let waiting = new Set<() => void>();
  return {
    outgoing: (frame, send) => {
      if (frame[0] === 'AUTH') {
        const deliver = (): void => send(frame);
        waiting.add(deliver);
        setTimeout(() => {
          if (waiting.delete(deliver)) deliver();
        }, CHALLENGE_LATE_MS);
        return;
      }
      if (frame[0] === 'CLOSED') waiting = new Set();
      send(frame);
    },
  };
};

const named = (...requirements: string[]): string[] => requirements.map((requirement) => `nip-42/${requirement}`);

const OPENS_NOTHING = named(
  ...['wrong-challenge', 'longer-challenge', 'shorter-challenge', 'empty-challenge', 'missing-challenge'].map(
    (wrong) => `${wrong}-is-refused`,
  ),
  ...['wrong-relay', 'lookalike-relay', 'yesterdays-login', 'tomorrows-login', 'old-login', 'future-login'].map(
    (wrong) => `${wrong}-is-refused`,
  ),
  ...['wrong-kind', 'http-kind', 'bad-signature', 'bad-id', 'altered-login', 'replayed-login'].map(
    (wrong) => `${wrong}-is-refused`,
  ),
  ...['login-in-anothers-name-is-refused', 'strangers-signature-is-refused'],
);

/** What several logins on one connection, and several connections, have to do with each other. */
export const SEVERAL_LOGINS: BrokenPromise[] = [
  {
    broken: 'a login counts for every connection from the same address',
    relay: () => ({ seams: byAddress() }),
    red: named('login-is-of-one-connection', 'login-ends-with-the-connection'),
    beside: [
      ...OPENS_NOTHING,
      ...named('gated-read-is-refused', 'prefix-tells-who-asks', 'second-login-counts', 'both-logins-may-read'),
    ],
  },
  {
    broken: 'a second login locks both people out',
    relay: () => ({ seams: lockingOut((authedPubkeys) => authedPubkeys.length > 1) }),
    red: named('second-login-counts', 'first-login-still-counts', 'both-logins-may-write', 'both-logins-may-read'),
    beside: named('three-logins-count'),
  },
  {
    broken: 'a third login locks all people out',
    relay: () => ({ seams: lockingOut((authedPubkeys) => authedPubkeys.length > 2) }),
    red: named('three-logins-count'),
  },
  {
    broken: 'a second login is not answered',
    relay: () => ({
      seams: {
        authDecision: (healthy, { event, authedPubkeys }) =>
          authedPubkeys.some((pubkey) => pubkey !== event.pubkey) ? null : healthy,
      },
    }),
    red: named('every-login-is-answered'),
    beside: named(
      ...['second-login-counts', 'first-login-still-counts', 'both-logins-may-write', 'both-logins-may-read'],
      ...['three-logins-count'],
    ),
  },
  {
    broken: 'who is logged in cannot log in again',
    relay: () => ({
      seams: {
        authDecision: (healthy, { event, authedPubkeys }) => (authedPubkeys.includes(event.pubkey) ? NO : healthy),
      },
    }),
    red: named('second-login-of-one-key-is-accepted'),
  },
  {
    broken: 'a wrong login locks its owner out',
    relay: () => ({ seams: lockingOutAfterMistakes() }),
    red: named('refused-login-takes-nothing', 'refused-login-may-be-mended'),
  },
  {
    broken: 'who asks before the challenge has come gets none',
    relay: () => ({ seams: losingChallenges() }),
    red: named('challenge-comes-with-auth-required'),
    beside: named('retry-after-login-is-served', 'login-ends-with-the-connection'),
  },
];
