import type { NostrEvent } from '../../fixtures/protocol/event.ts';
import type { RelayOptions } from '../relay/start.ts';
import type { BrokenPromise } from './promise.ts';

const expirationOf = ({ tags }: NostrEvent): string | undefined => tags.find(([name]) => name === 'expiration')?.[1];

/** What is to be done with an event whose expiration reads like this is hidden, though its OK says otherwise. */
const hiding = (isHidden: (expiration: string) => boolean): RelayOptions => ({
  seams: {
    visible: (healthy, { event }) => healthy && !(event.kind === 9 && isHidden(expirationOf(event) ?? '')),
  },
});

const now = (): number => Date.now() / 1000;

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'expirations are not looked at',
    relay: () => ({
      seams: {
        writeDecision: (healthy) => (healthy.reason.includes('has expired') ? { accepted: true, reason: '' } : healthy),
        visible: () => true,
      },
    }),
    red: ['nip-40/expired-is-not-served', 'nip-40/expired-is-not-counted'],
  },
  {
    broken: 'expired events are kept to the end and counted',
    relay: () => ({
      seams: {
        writeDecision: (healthy) => (healthy.reason.includes('has expired') ? { accepted: true, reason: '' } : healthy),
        visible: (healthy, { event, shownBy }) => (shownBy === 'count' && event.kind === 9) || healthy,
      },
    }),
    red: ['nip-40/expired-is-not-counted'],
  },
  {
    broken: 'expirations are read an hour off, as local time',
    relay: () => hiding((expiration) => Number(expiration) <= now() + 3600),
    red: ['nip-40/next-hour-is-served'],
    beside: ['nip-40/expired-is-not-served', 'nip-40/expired-is-not-counted'],
  },
  {
    broken: 'expirations overflow at 31 bits',
    relay: () => hiding((expiration) => Number(expiration) > 2 ** 31),
    red: ['nip-40/milliseconds-are-far-ahead'],
  },
  {
    broken: 'events that expire in more than a year are gone at once',
    relay: () => hiding((expiration) => Number(expiration) > now() + 31_536_000),
    red: ['nip-40/far-ahead-is-served'],
    beside: ['nip-40/milliseconds-are-far-ahead'],
  },
  {
    broken: 'an expiration that is no number has passed',
    relay: () => hiding((expiration) => !/^\d+$/.test(expiration)),
    red: ['nip-40/no-number-hides-nothing'],
  },
];
