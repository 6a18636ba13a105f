import type { NostrEvent } from '../../fixtures/protocol/event.ts';
import type { RelayPolicy } from '../relay/policy/options.ts';
import type { Seams } from '../relay/seams.ts';
import { deafTo, shown } from './breaks.ts';
import type { BrokenPromise } from './promise.ts';

const named = (...requirements: string[]): string[] => requirements.map((requirement) => `nip-43/${requirement}`);

/** A relay that lists a member from the start. */
const LISTING: Partial<RelayPolicy> = { authToRead: true, authToWrite: true, relayMembers: ['a'.repeat(64)] };

const taking = (words: RegExp, fits: (event: NostrEvent) => boolean = () => true): Partial<Seams> => ({
  writeDecision: (healthy, { event }) =>
    words.test(healthy.reason) && fits(event) ? { accepted: true, reason: '' } : healthy,
});

/** Events of this kind are shown with something else in them. */
const showing = (kind: number, change: (event: NostrEvent) => NostrEvent): Partial<Seams> =>
  shown((event) => (event.kind === kind ? change(event) : event));

const withoutTag =
  (unwanted: string) =>
  (event: NostrEvent): NostrEvent => ({ ...event, tags: event.tags.filter(([name]) => name !== unwanted) });

const asksForInvite = ([verb, , filter]: unknown[]): boolean =>
  verb === 'REQ' && ((filter as { kinds?: number[] }).kinds ?? []).includes(28935);

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'any claim lets in',
    relay: () => ({ seams: taking(/invalid invite/, ({ tags }) => tags.some(([name]) => name === 'claim')) }),
    red: named('wrong-claim-is-refused'),
  },
  {
    broken: 'who asks for an invite is not answered',
    relay: () => ({ seams: deafTo(asksForInvite) }),
    red: named('invite-request-is-answered', 'stranger-gets-no-invite'),
  },
  {
    broken: 'who asks for an invite is told to log in again',
    relay: () => ({
      seams: {
        readDecision: (healthy, { filters }) =>
          filters.some(({ kinds }) => kinds?.includes(28935))
            ? { accepted: false, reason: 'auth-required: log in' }
            : healthy,
      },
    }),
    red: named('invite-request-is-answered'),
  },
  {
    broken: 'an invite holds no claim',
    relay: () => ({ seams: showing(28935, withoutTag('claim')) }),
    red: named('invite-is-the-relays'),
    beside: named('claim-lets-in', 'list-follows-joining', 'claim-stays-secret'),
  },
  {
    broken: 'a good claim is not believed',
    relay: () => ({
      seams: {
        writeDecision: (healthy, { event }) =>
          event.kind === 28934 ? { accepted: false, reason: 'restricted: that is an invalid invite code' } : healthy,
      },
    }),
    red: named('claim-lets-in', 'list-follows-joining'),
    beside: named('claim-stays-secret'),
  },
  {
    broken: 'the list of members names nobody',
    relay: () => ({ seams: showing(13534, withoutTag('member')) }),
    red: named('list-follows-joining'),
  },
  {
    broken: 'a wish to join is good for ever',
    relay: () => ({ seams: taking(/minutes off/) }),
    red: named('old-join-is-refused'),
  },
  {
    broken: 'everybody is given an invite',
    relay: () => ({ seams: { visible: (healthy, { event }) => healthy || event.kind === 28935 } }),
    red: named('stranger-gets-no-invite'),
  },
  {
    broken: 'wishes to join are delivered',
    relay: () => ({ seams: { visible: (healthy, { event }) => healthy || event.kind === 28934 } }),
    red: named('claim-stays-secret'),
  },
  {
    broken: 'anybody says who is a member',
    relay: () => ({ seams: taking(/signed by the relay/) }),
    red: named('kind-8000-is-the-relays', 'kind-8001-is-the-relays', 'kind-13534-is-the-relays'),
  },
  {
    broken: "the list of members is somebody else's",
    relay: () => ({ policy: LISTING, seams: showing(13534, (event) => ({ ...event, pubkey: 'b'.repeat(64) })) }),
    red: named('list-is-the-relays'),
  },
  {
    broken: 'the list of members is not protected',
    relay: () => ({ policy: LISTING, seams: showing(13534, withoutTag('-')) }),
    red: named('list-is-protected'),
  },
];
