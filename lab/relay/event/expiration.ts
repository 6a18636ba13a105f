import type { NostrEvent } from './event.ts';
import { tagValues } from './event.ts';

/** Whether the event's `expiration` tag (NIP-40, unix seconds) lies at or before `nowSeconds`. */
export function isExpired(event: NostrEvent, nowSeconds: number): boolean {
  const value = tagValues(event, 'expiration')[0];
  return value !== undefined && /^\d+$/.test(value) && Number(value) <= nowSeconds;
}
