import { tagValues, type NostrEvent } from '../../fixtures/protocol/event.ts';
import { deafTo, liveOnly, without } from './breaks.ts';
import { forgetting, keepingOnly, notLive, refusing, showing, taking, watching } from './parts/group-breaks.ts';
import { PLACES } from './parts/group-places.ts';
import { deliveringTheRefused } from './parts/premature-delivery.ts';
import type { BrokenPromise } from './promise.ts';

const METADATA = [39000, 39001, 39002, 39003];
const SIGNED = 'nip-29/metadata-is-validly-signed';

/** What names the id of a deleted group is not even answered. */
const deafAfterDeletion = () => {
  const deleted = new Set<string>();
  return deafTo(([verb, event]) => {
    if (verb !== 'EVENT') return false;
    const group = tagValues(event as NostrEvent, 'h')[0] ?? '';
    const isDeaf = deleted.has(group);
    if ((event as NostrEvent).kind === 9008) deleted.add(group);
    return isDeaf;
  });
};

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'the list of admins is empty',
    relay: () => ({ seams: showing([39001], (event) => ({ ...event, tags: event.tags.slice(0, 1) })) }),
    red: ['nip-29/created-group-is-shown'],
    beside: ['nip-29/existing-group-is-not-created', SIGNED],
  },
  {
    broken: 'the creator of a group may not moderate at first',
    relay: () => ({ seams: refusing(({ kind }) => kind === 9005) }),
    red: ['nip-29/creator-may-at-once'],
  },
  {
    broken: 'a group can be created twice',
    relay: () => ({ seams: taking(/already exists/) }),
    red: ['nip-29/existing-group-is-not-created'],
  },
  {
    broken: 'groups are created before login',
    relay: () => ({ seams: taking(/^auth-required/, ({ kind }) => kind === 9007) }),
    red: ['nip-29/create-needs-login'],
  },
  {
    broken: 'odd group ids are taken, and lost',
    relay: () => ({
      seams: {
        ...taking(/a group id is/),
        ...forgetting(({ kind, tags }) => kind === 39000 && !/^[a-z0-9_-]{1,64}$/.test(tags[0]?.[1] ?? '')),
      },
    }),
    red: [
      'nip-29/group-id-with-a-path',
      'nip-29/group-id-in-upper-case',
      'nip-29/group-id-of-80-characters',
      'nip-29/group-id-of-letters-beyond-ascii',
      'nip-29/group-id-that-is-empty',
    ],
  },
  {
    broken: 'a deleted group is emptied of nothing',
    relay: () => ({ seams: forgetting(({ kind }) => kind === 9008) }),
    red: ['nip-29/deleted-group-is-gone', 'nip-29/deleted-group-shows-no-message'],
  },
  {
    broken: 'a deleted group takes messages',
    relay: () => ({ seams: taking(/group not found/, ({ kind, tags }) => kind === 9 && tags[0]?.[1] !== '') }),
    red: ['nip-29/deleted-group-is-gone'],
  },
  {
    broken: 'whatever names a deleted group is not answered',
    relay: () => ({ seams: deafAfterDeletion() }),
    red: ['nip-29/deletion-is-survived'],
    beside: ['nip-29/deleted-group-is-gone', 'nip-29/deleted-id-is-not-reused'],
  },
  {
    broken: "a deleted group's id is taken over",
    relay: () => ({ seams: taking(/a deleted group with this id/) }),
    red: ['nip-29/deleted-id-is-not-reused'],
  },
  {
    broken: 'metadata is signed by another key',
    relay: () => ({ seams: showing(METADATA, (event) => ({ ...event, pubkey: 'a'.repeat(64) })) }),
    red: ['nip-29/metadata-is-signed-by-self'],
    beside: [SIGNED],
  },
  {
    broken: 'metadata is not signed',
    relay: () => ({ seams: showing(METADATA, (event) => ({ ...event, sig: '0'.repeat(128) })) }),
    red: [SIGNED],
  },
  {
    broken: 'metadata has two d tags',
    relay: () => ({ seams: showing(METADATA, (event) => ({ ...event, tags: [...event.tags, ['d', 'other']] })) }),
    red: ['nip-29/metadata-has-one-d-tag'],
    beside: [SIGNED],
  },
  {
    broken: 'metadata is shown twice',
    relay: () => ({
      seams: {
        outgoing: (frame, send) => {
          send(frame);
          if (frame[0] === 'EVENT' && METADATA.includes((frame[2] as NostrEvent).kind)) send(frame);
        },
      },
    }),
    red: ['nip-29/metadata-has-one-version'],
  },
  {
    broken: 'edits are not shown',
    relay: () => ({ seams: keepingOnly(2, 39000) }),
    red: [
      'nip-29/edit-is-shown',
      'nip-29/texts-are-shown',
      'nip-29/edit-keeps-the-rest',
      'nip-29/metadata-is-dated-anew',
      'nip-29/closed-flag-is-shown',
      'nip-29/open-flag-is-shown',
      'nip-29/private-flag-follows',
      'nip-29/subgroup-shows-its-parent',
    ],
    beside: [
      'nip-29/own-parent-is-not-shown',
      'nip-29/unknown-parent-is-not-shown',
      'nip-29/circle-of-parents-is-not-shown',
    ],
  },
  {
    broken: 'the description of a group is lost with the next edit',
    relay: () => ({
      seams: showing([39000], (event) => ({
        ...event,
        tags: event.tags.filter(([name]) => name !== 'about' || !tagValues(event, 'name').includes('last')),
      })),
    }),
    red: ['nip-29/edit-keeps-the-rest'],
  },
  {
    broken: 'metadata does not come live',
    relay: () => ({ seams: notLive(39000) }),
    red: ['nip-29/metadata-comes-live'],
  },
  {
    broken: 'metadata has no date',
    relay: () => ({ seams: showing(METADATA, (event) => ({ ...event, created_at: 0 })) }),
    red: ['nip-29/metadata-is-dated-anew'],
    beside: [SIGNED],
  },
  {
    broken: 'closed and open are swapped',
    relay: () => ({
      seams: {
        groupFlags: (_event, { closed, ...flags }) => (closed === undefined ? flags : { ...flags, closed: !closed }),
      },
    }),
    red: ['nip-29/closed-flag-is-shown'],
  },
  {
    broken: 'flags are set and never taken back',
    relay: () => ({
      seams: {
        groupFlags: (_event, flags) => Object.fromEntries(Object.entries(flags).filter(([, isSet]) => isSet)),
      },
    }),
    red: ['nip-29/open-flag-is-shown', 'nip-29/private-flag-follows'],
  },
  ...PLACES,
  {
    broken: 'the messages of a public group come live to its members only',
    relay: () => {
      const { isIn, store } = watching();
      const group = ({ tags }: NostrEvent): string => tags[0]?.[1] ?? '';
      return {
        seams: {
          store,
          deliver: (event, { authedPubkeys }, next) => {
            if (event.kind !== 9 || authedPubkeys.some((pubkey) => isIn(group(event), pubkey))) next();
          },
        },
      };
    },
    red: ['nip-29/public-group-is-for-everybody'],
  },
  {
    broken: 'the condition #h is ignored',
    relay: () => ({
      seams: { ...without('#h'), ...taking(/names its group|group not found/, ({ kind }) => kind === 9) },
    }),
    red: ['nip-29/groups-are-kept-apart', 'nip-29/message-without-group', 'nip-29/message-to-empty-group'],
    beside: ['nip-29/deleted-group-is-gone'],
  },
  {
    broken: 'messages do not come live',
    relay: () => ({ seams: liveOnly((_filters, { kind }) => kind !== 9) }),
    red: ['nip-29/public-group-is-for-everybody'],
    beside: [
      'nip-29/groups-are-kept-apart',
      'nip-29/refused-message-is-undelivered',
      'nip-29/message-without-group',
      'nip-29/message-to-empty-group',
      'nip-29/two-groups-own-first',
      'nip-29/two-groups-own-last',
    ],
  },
  {
    broken: 'a message is delivered before it is judged',
    relay: () => ({ seams: deliveringTheRefused() }),
    red: ['nip-29/refused-message-is-undelivered'],
    beside: ['nip-29/two-groups-own-first', 'nip-29/two-groups-own-last'],
  },
];
