import type { NostrEvent } from '../../fixtures/protocol/event.ts';
import type { Seams } from '../relay/seams.ts';
import { answers, liveOnly } from './breaks.ts';
import type { BrokenPromise } from './promise.ts';

/** What a deletion says is read as if it had other tags, another date or another author. */
const misread = (change: (deletion: NostrEvent) => Partial<NostrEvent>): { seams: Partial<Seams> } => ({
  seams: {
    store: (event, next) => {
      next(event.kind === 5 ? { ...event, ...change(event) } : event);
    },
  },
});

/** The tags of a deletion but for those that are overlooked. */
const overlook = (isOverlooked: (tag: string[], index: number) => boolean): { seams: Partial<Seams> } =>
  misread(({ tags }) => ({ tags: tags.filter((tag, index) => !isOverlooked(tag, index)) }));

/** Whatever a deletion names, by whomever, is hidden. */
function obeying(namedBy: (deletion: NostrEvent) => (event: NostrEvent) => boolean): { seams: Partial<Seams> } {
  const deletions: ((event: NostrEvent) => boolean)[] = [];
  return {
    seams: {
      incoming: (frame, next) => {
        const [verb, event] = frame as [string, NostrEvent];
        if (verb === 'EVENT' && event.kind === 5) deletions.push(namedBy(event));
        next(frame);
      },
      visible: (healthy, { event }) => healthy && !deletions.some((names) => names(event)),
    },
  };
}

/** A deletion that a later deletion names counts no longer. */
function undoing(): { seams: Partial<Seams> } {
  const deletions: NostrEvent[] = [];
  const isUndone = ({ id }: NostrEvent): boolean => deletions.some((deletion) => has(deletion, 'e', id));
  return {
    seams: {
      writeDecision: (healthy, { event }) => {
        if (event.kind === 5) deletions.push(event);
        const named = deletions.filter((deletion) => has(deletion, 'e', event.id));
        return named.some(isUndone) ? { accepted: true, reason: '' } : healthy;
      },
    },
  };
}

const has = ({ tags }: NostrEvent, name: string, value: string): boolean =>
  tags.some((tag) => tag[0] === name && tag[1] === value);
const dOf = ({ tags }: NostrEvent): string => tags.find(([name]) => name === 'd')?.[1] ?? '';
const addressOf = (event: NostrEvent): string => `${event.kind}:${event.pubkey}:${dOf(event)}`;

const BY_ADDRESS = ['nip-09/address-is-deleted', 'nip-09/address-may-hold-colons'];
/** Checks with the deletion of an address as their control. */
const CONTROLLED_BY_ADDRESS = ['newer-version-stays', 'newer-version-is-taken', 'address-is-exact'].map(
  (name) => `nip-09/${name}`,
);
const BY_ID = ['own-message-is-deleted', 'several-are-deleted', 'kind-need-not-be-named', 'deleted-is-not-counted'].map(
  (name) => `nip-09/${name}`,
);

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'deletions by id have no effect',
    relay: () => overlook(([name]) => name === 'e'),
    red: [...BY_ID, 'nip-09/deleted-message-stays-away', 'nip-09/deletion-may-come-first'],
    beside: ['nip-09/only-own-of-several-is-deleted', 'nip-09/deletion-is-kept'],
  },
  {
    broken: 'of several ids only the first is deleted',
    relay: () => overlook(([name], index) => name === 'e' && index > 1),
    red: ['nip-09/several-are-deleted'],
    beside: ['nip-09/only-own-of-several-is-deleted'],
  },
  {
    broken: 'a deletion needs a k tag',
    relay: () => misread(({ tags }) => (tags.some(([name]) => name === 'k') ? {} : { tags: [] })),
    red: ['nip-09/kind-need-not-be-named'],
  },
  {
    broken: 'what is deleted is still counted',
    relay: () => {
      let deleted = 0;
      return {
        seams: {
          store: (event, next) => {
            if (event.kind === 5) deleted += 1;
            next(event);
          },
          ...answers('COUNT', ([verb, id, body], send) => {
            send([verb, id, { count: (body as { count: number }).count + deleted }]);
            deleted = 0;
          }),
        },
      };
    },
    red: ['nip-09/deleted-is-not-counted'],
  },
  {
    broken: 'deletions by address have no effect',
    relay: () => overlook(([name]) => name === 'a'),
    red: [...BY_ADDRESS, 'nip-09/older-version-stays-away'],
    beside: CONTROLLED_BY_ADDRESS,
  },
  {
    broken: 'an address ends at its third colon',
    relay: () => overlook(([name, address]) => name === 'a' && (address ?? '').split(':').length > 3),
    red: ['nip-09/address-may-hold-colons'],
  },
  {
    broken: 'a deletion by address takes every version, whatever its date',
    relay: () =>
      misread(({ created_at, tags }) => (tags.some(([name]) => name === 'a') ? { created_at: created_at + 3600 } : {})),
    red: ['nip-09/newer-version-stays', 'nip-09/newer-version-is-taken'],
  },
  {
    broken: 'a deletion by address takes what begins like it',
    relay: () =>
      obeying(({ pubkey, tags }) => (event) => {
        const named = tags.some(([name, address]) => name === 'a' && addressOf(event).startsWith(address ?? ''));
        return event.pubkey === pubkey && event.kind === 30023 && named;
      }),
    red: ['nip-09/address-is-exact'],
    beside: ['nip-09/newer-version-stays', 'nip-09/newer-version-is-taken'],
  },
  {
    broken: 'whatever a deletion names is gone',
    relay: () => obeying((deletion) => (event) => has(deletion, 'e', event.id)),
    red: [
      'nip-09/member-deletes-no-others-message',
      'nip-09/outsider-deletes-no-others-message',
      'nip-09/stranger-deletes-no-others-message',
      'nip-09/only-own-of-several-is-deleted',
      'nip-09/deletion-of-deletion-has-no-effect',
    ],
  },
  {
    broken: 'whatever address a deletion names is gone',
    relay: () =>
      obeying((deletion) => (event) => event.pubkey !== deletion.pubkey && has(deletion, 'a', addressOf(event))),
    red: ['nip-09/anothers-address-stays'],
  },
  {
    broken: 'what was deleted is taken again',
    relay: () => ({
      seams: {
        writeDecision: (healthy) => (healthy.reason.includes('was deleted') ? { accepted: true, reason: '' } : healthy),
      },
    }),
    red: ['nip-09/deleted-message-stays-away', 'nip-09/deletion-may-come-first', 'nip-09/older-version-stays-away'],
  },
  {
    broken: 'what was deleted is taken again once its deletion is deleted',
    relay: undoing,
    red: ['nip-09/deletion-of-deletion-has-no-effect'],
  },
  {
    broken: 'deletions are not shown',
    relay: () => ({
      seams: { visible: (healthy, { event, shownBy }) => healthy && (event.kind !== 5 || shownBy === 'live') },
    }),
    red: ['nip-09/deletion-is-kept'],
  },
  {
    broken: 'deletions are not delivered',
    relay: () => ({ seams: liveOnly((_filters, event) => event.kind !== 5) }),
    red: ['nip-09/deletion-is-delivered'],
  },
];
