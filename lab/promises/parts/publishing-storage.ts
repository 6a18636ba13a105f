import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { deafTo, isContent, liveOnly, without } from '../breaks.ts';
import type { BrokenPromise } from '../promise.ts';
import { deletingDuplicates, losing, neverForgetting } from './memory.ts';

const ids = (...names: string[]): string[] => names.map((name) => `nip-01/${name}`);

const isBetween =
  (first: number, last: number) =>
  (event: NostrEvent): boolean =>
    event.kind >= first && event.kind <= last;

const isEphemeral = isBetween(20_000, 29_999);

const versions = (name: string): string[] =>
  ['newest-wins', 'late-version-loses', 'lowest-id-wins', 'replaced-is-gone', 'versions-arrive-in-order'].map(
    (promise) => `nip-01/${name}-${promise}`,
  );

const DAYS = 6 * 24 * 60 * 60;
const distance = ({ created_at }: NostrEvent): number => Math.abs(Date.now() / 1000 - created_at);

/** Events that are stored, kept or delivered otherwise than promised. */
export const MISPLACED: BrokenPromise[] = [
  {
    broken: 'no message is delivered live',
    relay: () => ({ seams: liveOnly((_filters, event) => !isContent(event)) }),
    red: ids('accepted-is-stored-and-delivered', 'ephemeral-is-delivered'),
    beside: ids(
      'content-is-delivered-unchanged',
      'refused-is-not-delivered',
      'duplicate-is-not-delivered-again',
      'replaceable-versions-arrive-in-order',
      'addressable-versions-arrive-in-order',
    ),
  },
  {
    broken: 'replaceable events are never replaced',
    relay: () => ({ seams: neverForgetting(isBetween(10_000, 19_999)) }),
    red: versions('replaceable'),
  },
  {
    broken: 'addressable events are never replaced',
    relay: () => ({ seams: neverForgetting(isBetween(30_000, 38_999)) }),
    red: [...versions('addressable'), 'nip-01/no-d-is-an-empty-d'],
  },
  {
    broken: 'profiles and contact lists are never replaced',
    relay: () => ({ seams: neverForgetting(isBetween(0, 3)) }),
    red: ids('metadata-newest-wins', 'contact-list-newest-wins'),
  },
  {
    broken: 'a duplicate deletes what it repeats',
    relay: () => ({ seams: deletingDuplicates([10_009, 30_023]) }),
    red: ids('replaceable-survives-its-duplicate', 'addressable-survives-its-duplicate'),
  },
  { broken: '#d is ignored', relay: () => ({ seams: without('#d') }), red: ids('addressable-by-d') },
  {
    broken: 'ephemeral events are stored',
    relay: () => ({ seams: neverForgetting(isEphemeral) }),
    red: ids('ephemeral-is-not-stored'),
  },
  {
    broken: 'ephemeral events are not answered',
    relay: () => ({ seams: deafTo(([verb, event]) => verb === 'EVENT' && isEphemeral(event as NostrEvent)) }),
    red: ids('ephemeral-has-its-ok'),
    beside: ids('ephemeral-is-delivered'),
  },
  {
    broken: 'what is not of these days is taken and thrown away',
    relay: () => ({
      limits: { createdAtFutureSeconds: 1e12 },
      seams: losing((event) => event.kind === 1 && distance(event) > DAYS),
    }),
    red: ids(
      'dated-a-week-ago-is-kept',
      'dated-a-month-ago-is-kept',
      'dated-a-year-ago-is-kept',
      'dated-before-nostr-is-kept',
      'dated-before-2000-is-kept',
      'dated-in-1970-is-kept',
      'dated-a-year-ahead-is-kept',
      'dated-beyond-signed-32-bits-is-kept',
      'dated-beyond-unsigned-32-bits-is-kept',
      'far-future-is-refused',
    ),
  },
  {
    broken: 'what belongs to no group is taken and thrown away',
    relay: () => ({
      seams: losing((event) => [1, 10_002, 10_050, 65_535].includes(event.kind) && distance(event) < DAYS),
    }),
    red: ids(
      'text-note-of-somebody-new-is-kept',
      'relay-list-of-somebody-new-is-kept',
      'list-of-message-relays-of-somebody-new-is-kept',
      'highest-kind-of-somebody-new-is-kept',
    ),
  },
];
