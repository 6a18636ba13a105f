import type { NostrEvent } from '../../../fixtures/protocol/event.ts';

export type { NostrEvent };

/** The second elements of all tags with this name, in order. */
export function tagValues(event: NostrEvent, name: string): string[] {
  return event.tags.flatMap(([tagName, value]) => (tagName === name && value !== undefined ? [value] : []));
}

/** Whether the event has a tag of this name, with or without a value. */
export function hasTag(event: NostrEvent, name: string): boolean {
  return event.tags.some(([tagName]) => tagName === name);
}

/** The order of stored events (NIP-01, REQ): newest first, the lowest id first within one second. */
export function newestFirst(one: NostrEvent, other: NostrEvent): number {
  return other.created_at - one.created_at || (one.id < other.id ? -1 : Number(one.id > other.id));
}
