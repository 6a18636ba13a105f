import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Decision } from '../../relay/policy/decision.ts';
import type { Seams } from '../../relay/seams.ts';
import type { BrokenPromise } from '../promise.ts';

const YES: Decision = { accepted: true, reason: '' };

const valueOf = ({ tags }: NostrEvent, name: string): string => tags.find(([first]) => first === name)?.[1] ?? '';

/** Logins that a healthy relay refuses in these words are taken. */
const takes = (words: RegExp, fits: (event: NostrEvent) => boolean = () => true): Partial<Seams> => ({
  authDecision: (healthy, { event }) => (words.test(healthy.reason) && fits(event) ? YES : healthy),
});

/** Logins that a healthy relay takes are refused. */
const refuses = (fits: (event: NostrEvent) => boolean): Partial<Seams> => ({
  authDecision: (healthy, { event }) =>
    fits(event) ? { accepted: false, reason: 'invalid: not to the letter' } : healthy,
});

/** The challenge of a login is compared in another way with those that were given out. */
const comparing = (isRight: (given: string, sent: string) => boolean): Partial<Seams> => {
  const sent: string[] = [];
  return {
    challenge: (healthy) => {
      sent.push(healthy);
      return healthy;
    },
    ...takes(/not the one of this/, (event) =>
      sent.some((challenge) => isRight(valueOf(event, 'challenge'), challenge)),
    ),
  };
};

/** What is wrong with a login's id or signature is not seen. */
const blindTo = (words: RegExp): Partial<Seams> => ({
  outgoing: (frame, send) => {
    send(frame[0] === 'OK' && words.test(String(frame[3])) ? [frame[0], frame[1], true, ''] : frame);
  },
});

const ageOf = ({ created_at }: NostrEvent): number => Math.abs(Date.now() / 1000 - created_at);

const row = (broken: string, seams: () => Partial<Seams>, ...red: string[]): BrokenPromise => ({
  broken,
  relay: () => ({ seams: seams() }),
  red: red.map((requirement) => `nip-42/${requirement}`),
});

/** Logins that are wrong in one point, and such as are right but unusual. */
export const WRONG_LOGINS: BrokenPromise[] = [
  row(
    'the challenge of a login is not looked at',
    () => takes(/challenge/),
    ...['wrong-challenge-is-refused', 'longer-challenge-is-refused', 'shorter-challenge-is-refused'],
    ...['empty-challenge-is-refused', 'missing-challenge-is-refused', 'replayed-login-is-refused'],
    ...['refused-login-has-its-ok', 'refused-login-takes-nothing', 'refused-login-may-be-mended'],
  ),
  row(
    'what comes after the challenge is not looked at',
    () => comparing((given, sent) => given.startsWith(sent)),
    ...['longer-challenge-is-refused', 'replayed-login-is-refused'],
  ),
  row(
    'the challenge is compared as far as it is given',
    () => comparing((given, sent) => given !== sent && sent.startsWith(given)),
    ...['shorter-challenge-is-refused', 'empty-challenge-is-refused'],
  ),
  row('a login needs no challenge', () => takes(/challenge tag is missing/), 'missing-challenge-is-refused'),
  row(
    'a login to any relay is taken',
    () => takes(/relay tag names/),
    ...['wrong-relay-is-refused', 'lookalike-relay-is-refused'],
  ),
  row(
    'the host name is compared as far as it goes',
    () => takes(/relay tag names/, (event) => valueOf(event, 'relay').startsWith('ws://127.0.0.1')),
    'lookalike-relay-is-refused',
  ),
  row(
    'a login is good for ever',
    () => takes(/created_at/),
    ...['yesterdays-login-is-refused', 'tomorrows-login-is-refused', 'old-login-is-refused', 'future-login-is-refused'],
  ),
  row(
    'a login is good for half an hour',
    () => takes(/created_at/, (event) => ageOf(event) < 1800),
    ...['old-login-is-refused', 'future-login-is-refused'],
  ),
  row(
    'any signed event with a challenge is a login',
    () => takes(/login needs kind/),
    ...['wrong-kind-is-refused', 'http-kind-is-refused'],
  ),
  row(
    'signatures of logins are not verified',
    () => blindTo(/signature|sig /),
    ...['bad-signature-is-refused', 'strangers-signature-is-refused'],
  ),
  row(
    'ids of logins are not computed',
    () => blindTo(/\bid\b/),
    ...['bad-id-is-refused', 'altered-login-is-refused', 'login-in-anothers-name-is-refused'],
  ),
  row(
    'a login is good for eight minutes',
    () => refuses((event) => ageOf(event) > 480),
    ...['slow-clock-is-tolerated', 'fast-clock-is-tolerated'],
  ),
  row(
    'a slash at the end makes it another relay',
    () => refuses((event) => valueOf(event, 'relay').endsWith('/')),
    'trailing-slash-is-tolerated',
  ),
  row(
    'the relay has to be written in lower case',
    () => refuses((event) => valueOf(event, 'relay').startsWith('WS')),
    'upper-case-host-is-tolerated',
  ),
  row(
    'a wrong login gets a NOTICE',
    () => ({
      outgoing: (frame, send) => {
        const isAboutLogin = /invalid: (challenge|relay tag|login)/.test(String(frame[3]));
        send(frame[0] === 'OK' && isAboutLogin ? ['NOTICE', frame[3]] : frame);
      },
    }),
    'refused-login-has-its-ok',
  ),
];
