import type { Decision } from '../relay/policy/decision.ts';
import type { Seams } from '../relay/seams.ts';
import { answers, deafTo } from './breaks.ts';
import { SEVERAL_LOGINS } from './parts/several-logins.ts';
import { WRONG_LOGINS } from './parts/wrong-logins.ts';
import type { BrokenPromise } from './promise.ts';

const refuse = (reason: string): Decision => ({ accepted: false, reason });

/** The twelfth login in a row with one key is refused: an instance that does not know the challenge of another. */
const byChance = (): Partial<Seams> => {
  let [pubkey, times] = ['', 0];
  return {
    authDecision: (healthy, { event }) => {
      [pubkey, times] = [event.pubkey, event.pubkey === pubkey ? times + 1 : 1];
      return times === 12 ? refuse('error: challenge not found') : healthy;
    },
  };
};

/** Only who was put into a group, and whoever came first, can log in. */
const onlyAcquaintances = (): Partial<Seams> => {
  const known = new Set<string>();
  return {
    authDecision: (healthy, { event: { pubkey } }) => {
      if (known.size === 0) known.add(pubkey);
      return known.has(pubkey) ? healthy : refuse('restricted: who are you?');
    },
    writeDecision: (healthy, { event }) => {
      for (const [name, value] of event.tags) if (event.kind === 9000 && name === 'p') known.add(value ?? '');
      return healthy;
    },
  };
};

const rememberingRefusals = (): Partial<Seams> => {
  const refused = new Set<string>();
  return {
    writeDecision: (healthy, { event: { id } }) => {
      const decision = refused.has(id) ? refuse('blocked: this was refused before') : healthy;
      if (!decision.accepted) refused.add(id);
      return decision;
    },
  };
};

const deafToTheSameId = (): Partial<Seams> => {
  const used = new Set<unknown>();
  return deafTo(([verb, id]) => verb === 'REQ' && (used.has(id) || !used.add(id)));
};

/** Kind 22242 is an event like all others. */
const logins: Partial<Seams> = {
  writeDecision: (healthy, { event }) => (event.kind === 22242 ? { accepted: true, reason: '' } : healthy),
  visible: (healthy, { event }) => healthy || event.kind === 22242,
};

export const BROKEN: BrokenPromise[] = [
  ...WRONG_LOGINS,
  ...SEVERAL_LOGINS,
  {
    broken: 'every connection gets the same challenge',
    relay: () => ({ seams: { challenge: () => 'the same challenge for all' } }),
    red: ['nip-42/challenge-is-unique', 'nip-42/replayed-login-is-refused'],
  },
  {
    broken: 'a challenge has eight characters',
    relay: () => ({ seams: { challenge: (healthy) => healthy.slice(0, 8) } }),
    red: ['nip-42/challenge-is-long'],
  },
  {
    broken: 'one login in twelve fails',
    relay: () => ({ seams: byChance() }),
    red: ['nip-42/every-connection-can-log-in'],
  },
  {
    broken: 'a refused subscription id cannot be used again',
    relay: () => ({ seams: deafToTheSameId() }),
    red: ['nip-42/retry-after-login-is-served'],
  },
  {
    broken: 'who has not logged in gets EOSE',
    relay: () => ({
      seams: answers('CLOSED', ([verb, id, reason], send) => {
        send(String(reason).startsWith('auth-required') ? ['EOSE', id] : [verb, id, reason]);
      }),
    }),
    red: ['nip-42/gated-read-is-refused'],
  },
  {
    broken: 'who has logged in is told to log in',
    relay: () => ({
      seams: answers('CLOSED', ([verb, id, reason], send) => {
        send([verb, id, String(reason).replace('restricted', 'auth-required')]);
      }),
    }),
    red: ['nip-42/prefix-tells-who-asks'],
  },
  {
    broken: 'only acquaintances can log in',
    relay: () => ({ seams: onlyAcquaintances() }),
    red: ['nip-42/unknown-key-can-log-in'],
    beside: [
      'nip-42/login-stays-with-the-relay',
      'nip-42/prefix-tells-who-asks',
      'nip-42/join-before-login-is-told-so',
      'nip-42/first-login-still-counts',
    ],
  },
  {
    broken: 'what was refused once is refused for ever',
    relay: () => ({ seams: rememberingRefusals() }),
    red: ['nip-42/refused-message-is-taken-after-login', 'nip-42/join-before-login-is-told-so'],
    beside: ['nip-42/anothers-message-is-refused'],
  },
  {
    broken: 'who asks to join without a login is told that the group is closed',
    relay: () => ({
      seams: {
        writeDecision: (healthy, { event, authedPubkeys }) =>
          event.kind === 9021 && authedPubkeys.length === 0 ? refuse('restricted: the group is closed') : healthy,
      },
    }),
    red: ['nip-42/join-before-login-is-told-so'],
  },
  {
    broken: 'who is logged in may publish for everybody',
    relay: () => ({
      seams: {
        writeDecision: (healthy) =>
          healthy.reason.includes('somebody else') ? { accepted: true, reason: '' } : healthy,
      },
    }),
    red: ['nip-42/anothers-message-is-refused'],
  },
  {
    broken: 'a login sent as an event is delivered',
    relay: () => ({ seams: logins }),
    red: ['nip-42/login-is-never-delivered'],
  },
  {
    broken: 'what is sent with AUTH is published too',
    relay: () => ({
      seams: {
        ...logins,
        incoming: (frame, next) => {
          next(frame);
          if (frame[0] === 'AUTH') next(['EVENT', frame[1]]);
        },
      },
    }),
    red: ['nip-42/login-stays-with-the-relay'],
    beside: ['nip-42/login-is-never-delivered'],
  },
  {
    broken: 'COUNT counts what nobody may see',
    relay: () => ({
      seams: answers('COUNT', ([verb, id], send) => {
        send([verb, id, { count: 1 }]);
      }),
    }),
    red: ['nip-42/login-is-not-counted'],
  },
];
