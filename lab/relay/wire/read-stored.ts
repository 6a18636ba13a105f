import type { Filter } from 'nostr-tools/filter';
import { newestFirst, type NostrEvent } from '../event/event.ts';
import type { Relay } from '../relay.ts';

/** The stored events of a REQ: of each filter the newest ones that may be seen, no event twice, newest first (NIP-01). */
export function readStored(relay: Relay, filters: Filter[], authedPubkeys: readonly string[]): NostrEvent[] {
  const found = new Map<string, NostrEvent>();
  for (const filter of filters) {
    const limit = Math.min(filter.limit ?? relay.limits.defaultLimit, relay.limits.maxLimit);
    if (limit === 0) continue;
    const visible = relay.store.matching(filter).filter((event) => relay.shows(event, authedPubkeys, 'stored'));
    for (const event of visible.slice(0, limit)) found.set(event.id, event);
  }
  return [...found.values()].sort(newestFirst);
}

/** The stored events that a reconciliation is about (NIP-77): all that match and may be seen, or the newest `limit` ones. */
export function readForNegentropy(relay: Relay, filter: Filter, authedPubkeys: readonly string[]): NostrEvent[] {
  const visible = relay.store.matching(filter).filter((event) => relay.shows(event, authedPubkeys, 'negentropy'));
  return visible.slice(0, filter.limit);
}

/** The number of stored events that match and may be seen (NIP-45): exact, each counted once, `limit` left aside. */
export function countStored(relay: Relay, filters: Filter[], authedPubkeys: readonly string[]): number {
  const matching = filters.flatMap((filter) => relay.store.matching(filter));
  return [...new Set(matching)].filter((event) => relay.shows(event, authedPubkeys, 'count')).length;
}
