/** An event as it travels (NIP-01). `created_at` is in unix seconds; ids, keys and signatures are lowercase hex. */
export interface NostrEvent {
  id: string;
  pubkey: string;
  created_at: number;
  kind: number;
  tags: string[][];
  content: string;
  sig: string;
}

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
