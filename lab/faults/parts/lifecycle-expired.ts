import { nowInSeconds, tagValues, type NostrEvent } from '../../../fixtures/protocol/event.ts';

/** Whether the time of an event is over (NIP-40). */
export const hasExpired = (event: NostrEvent): boolean =>
  tagValues(event, 'expiration').some((expiration) => Number(expiration) <= nowInSeconds());
