import { tagValues, type NostrEvent } from '../../fixtures/protocol/event.ts';
import { answers, deafTo } from './breaks.ts';
import {
  keepingOnly,
  lipService,
  notLive,
  refusing,
  showing,
  taking,
  visibleToAll,
  watching,
} from './parts/group-breaks.ts';
import type { BrokenPromise } from './promise.ts';

const groupOf = (event: NostrEvent): string => tagValues(event, 'h')[0] ?? '';

/** The first 9000 of a group has an effect (it is how the test's group is founded), the next have none. */
const puttingOnce = () => {
  const served = new Set<string>();
  return lipService((event) => {
    if (event.kind !== 9000) return false;
    const isLater = served.has(groupOf(event));
    served.add(groupOf(event));
    return isLater;
  });
};

/** After somebody was removed who was never put in, nobody may write to the group. */
const confusedByRemoval = () => {
  const { isIn, store } = watching();
  const confused = new Set<string>();
  const { writeDecision } = refusing((event) => {
    if (event.kind === 9001 && !tagValues(event, 'p').every((pubkey) => isIn(groupOf(event), pubkey)))
      confused.add(groupOf(event));
    return event.kind === 9 && confused.has(groupOf(event));
  });
  return { store, ...(writeDecision && { writeDecision }) };
};

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'putting somebody in has no effect',
    relay: () => ({ seams: puttingOnce() }),
    red: ['nip-29/put-user-takes-effect', 'nip-29/put-user-lasts', 'nip-29/removed-may-come-back'],
    beside: [
      'nip-29/list-after-put-user',
      'nip-29/list-of-a-large-group',
      'nip-29/list-names-nobody-twice',
      'nip-29/list-is-dated-anew',
      'nip-29/list-comes-live-in-order',
    ],
  },
  {
    broken: 'removing somebody has no effect',
    relay: () => ({ seams: lipService(({ kind }) => kind === 9001) }),
    red: ['nip-29/remove-user-takes-effect', 'nip-29/remove-user-lasts', 'nip-29/list-after-remove-user'],
    beside: ['nip-29/removed-may-come-back'],
  },
  {
    broken: 'everybody may write',
    relay: () => ({ seams: taking(/you are not a member/, ({ kind }) => kind === 9) }),
    red: ['nip-29/membership-is-of-one-group', 'nip-29/remove-user-takes-effect', 'nip-29/leave-takes-effect'],
    beside: [
      'nip-29/put-user-takes-effect',
      'nip-29/removed-may-come-back',
      'nip-29/remove-user-lasts',
      'nip-29/closed-group-needs-a-code',
      'nip-29/invite-code-opens',
      'nip-29/wrong-code-opens-nothing',
      'nip-29/code-is-for-one-group',
      'nip-29/code-is-used-once',
      'nip-29/leave-of-an-outsider-is-harmless',
    ],
  },
  {
    broken: 'removing a stranger locks the group',
    relay: () => ({ seams: confusedByRemoval() }),
    red: ['nip-29/removing-nobody-is-harmless'],
  },
  {
    broken: 'only members write, whatever the group says',
    relay: () => {
      const { everIn, store } = watching();
      return { seams: { store, ...refusing((event) => event.kind === 9 && !everIn(event)) } };
    },
    red: ['nip-29/unrestricted-takes-outsiders'],
  },
  {
    broken: 'the member list is not renewed',
    relay: () => ({ seams: keepingOnly(2, 39002) }),
    red: [
      'nip-29/list-after-put-user',
      'nip-29/list-after-remove-user',
      'nip-29/list-after-join',
      'nip-29/list-after-leave',
      'nip-29/list-is-dated-anew',
    ],
    beside: ['nip-29/list-of-a-large-group', 'nip-29/list-names-nobody-twice', 'nip-29/list-comes-live-in-order'],
  },
  {
    broken: 'the member list ends after a thousand',
    relay: () => ({
      seams: {
        draft: (event) => (event.kind === 39002 ? { ...event, tags: event.tags.slice(0, 1001) } : event),
      },
    }),
    red: ['nip-29/list-of-a-large-group'],
  },
  {
    broken: 'the member list names everybody twice',
    relay: () => ({
      seams: showing([39002], (event) => ({ ...event, tags: [...event.tags, ...event.tags.slice(1)] })),
    }),
    red: ['nip-29/list-names-nobody-twice'],
    beside: ['nip-29/list-after-put-user', 'nip-29/list-after-join', 'nip-29/list-comes-live-in-order'],
  },
  {
    broken: 'the member list has no date',
    relay: () => ({ seams: showing([39002], (event) => ({ ...event, created_at: 0 })) }),
    red: ['nip-29/list-is-dated-anew'],
  },
  {
    broken: 'the member list does not come live',
    relay: () => ({ seams: notLive(39002) }),
    red: ['nip-29/list-comes-live-in-order'],
  },
  {
    broken: 'a duplicate wish to join is called blocked',
    relay: () => ({
      seams: answers('OK', ([verb, id, accepted, words], send) => {
        send([verb, id, accepted, String(words).replace(/^duplicate: already a member/, 'blocked: already a member')]);
      }),
    }),
    red: ['nip-29/join-of-a-member-is-a-duplicate'],
  },
  {
    broken: 'the wish of a member to join is not answered',
    relay: () => ({
      seams: answers('OK', (frame, send) => {
        if (frame[3] !== 'duplicate: already a member') send(frame);
      }),
    }),
    red: ['nip-29/join-of-a-member-is-harmless'],
    beside: ['nip-29/join-of-a-member-is-a-duplicate'],
  },
  {
    broken: 'a closed group lets everybody in',
    relay: () => ({ seams: taking(/invite code is needed/) }),
    red: [
      'nip-29/closed-group-needs-a-code',
      'nip-29/join-that-fails-is-refused',
      'nip-29/wrong-code-opens-nothing',
      'nip-29/code-is-for-one-group',
      'nip-29/code-is-used-once',
    ],
  },
  {
    broken: 'who is not let in is told nothing',
    relay: () => ({
      seams: answers('OK', ([verb, id, accepted, words], send) => {
        send(String(words).includes('invite code is needed') ? [verb, id, true, ''] : [verb, id, accepted, words]);
      }),
    }),
    red: ['nip-29/join-that-fails-is-refused'],
  },
  {
    broken: 'nobody is let in',
    relay: () => ({ seams: refusing(({ kind }) => kind === 9021) }),
    red: [
      'nip-29/open-group-lets-in',
      'nip-29/invite-code-opens',
      'nip-29/list-after-join',
      'nip-29/code-is-for-one-group',
    ],
    beside: ['nip-29/join-is-followed-by-put-user', 'nip-29/code-is-used-once', 'nip-29/join-needs-login'],
  },
  {
    broken: 'what the relay does about members does not come live',
    relay: () => ({ seams: notLive(9000, 9001) }),
    red: ['nip-29/join-is-followed-by-put-user', 'nip-29/leave-is-followed-by-remove-user'],
  },
  {
    broken: 'invite codes are shown to everybody',
    relay: () => ({ seams: visibleToAll(9009) }),
    red: ['nip-29/invite-code-is-unseen'],
  },
  {
    broken: 'a wish to join before login is judged as if by a stranger',
    relay: () => ({
      seams: {
        writeDecision: (healthy, { event }) =>
          event.kind === 9021 && healthy.reason.startsWith('auth-required')
            ? { accepted: false, reason: 'restricted: the group is closed' }
            : healthy,
      },
    }),
    red: ['nip-29/join-needs-login'],
  },
  {
    broken: 'leaving has no effect',
    relay: () => ({ seams: lipService(({ kind }) => kind === 9022) }),
    red: ['nip-29/leave-takes-effect', 'nip-29/leave-is-followed-by-remove-user', 'nip-29/list-after-leave'],
  },
  {
    broken: 'the last admin may leave',
    relay: () => ({ seams: taking(/at least one admin/) }),
    red: ['nip-29/last-admin-stays'],
  },
  {
    broken: 'who leaves is not answered',
    relay: () => ({ seams: deafTo(([verb, event]) => verb === 'EVENT' && (event as NostrEvent).kind === 9022) }),
    red: ['nip-29/leave-of-an-outsider-is-harmless'],
    beside: [
      'nip-29/leave-takes-effect',
      'nip-29/leave-is-followed-by-remove-user',
      'nip-29/list-after-leave',
      'nip-29/last-admin-stays',
    ],
  },
];
