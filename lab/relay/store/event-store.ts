import type { Filter } from 'nostr-tools/filter';
import { newestFirst, type NostrEvent } from '../event/event.ts';
import { addressOf } from '../event/kinds.ts';
import { matches } from '../event/matches.ts';

/** The stored events in memory, indexed by author, kind and single-letter tag. Keeps one version per address. */
export class EventStore {
  readonly #byId = new Map<string, NostrEvent>();
  readonly #byAddress = new Map<string, NostrEvent>();
  readonly #index = new Map<string, Set<NostrEvent>>();

  /** How many events are stored. */
  get size(): number {
    return this.#byId.size;
  }

  get(id: string): NostrEvent | undefined {
    return this.#byId.get(id);
  }

  /** The stored version of `kind:pubkey:d`. */
  atAddress(address: string): NostrEvent | undefined {
    return this.#byAddress.get(address);
  }

  /** Whether a stored version wins over this one (NIP-01): it is newer, or as old with a lower id. */
  hasBetterVersion(event: NostrEvent): boolean {
    const incumbent = this.#byAddress.get(addressOf(event) ?? '');
    return incumbent !== undefined && newestFirst(incumbent, event) < 0;
  }

  /** Stores the event and drops the version it replaces. A known event or a losing version changes nothing. */
  insert(event: NostrEvent): void {
    if (this.#byId.has(event.id) || this.hasBetterVersion(event)) return;
    const address = addressOf(event);
    if (address !== undefined) {
      const replaced = this.#byAddress.get(address);
      if (replaced) this.remove(replaced.id);
      this.#byAddress.set(address, event);
    }
    this.#byId.set(event.id, event);
    for (const key of indexKeys(event)) {
      const events = this.#index.get(key);
      if (events) events.add(event);
      else this.#index.set(key, new Set([event]));
    }
  }

  /** Forgets one event; an unknown id is fine. */
  remove(id: string): void {
    const event = this.#byId.get(id);
    if (!event) return;
    this.#byId.delete(id);
    const address = addressOf(event);
    if (address !== undefined) this.#byAddress.delete(address);
    for (const key of indexKeys(event)) {
      const events = this.#index.get(key);
      events?.delete(event);
      if (events?.size === 0) this.#index.delete(key);
    }
  }

  /** All events that match the filter, newest first. The filter's `limit` is not applied. */
  matching(filter: Filter): NostrEvent[] {
    return this.#candidates(filter)
      .filter((event) => matches(filter, event))
      .sort(newestFirst);
  }

  /** The smallest set that the index offers for this filter. */
  #candidates(filter: Filter): NostrEvent[] {
    if (filter.ids) return [...new Set(filter.ids)].flatMap((id) => this.#byId.get(id) ?? []);
    const offers = keyGroups(filter).map((keys) => keys.flatMap((key) => this.#index.get(key) ?? []));
    const sizeOf = (sets: Set<NostrEvent>[]): number => sets.reduce((sum, events) => sum + events.size, 0);
    const [smallest] = offers.sort((one, other) => sizeOf(one) - sizeOf(other));
    if (!smallest) return [...this.#byId.values()];
    return [...new Set(smallest.flatMap((events) => [...events]))];
  }
}

function indexKeys(event: NostrEvent): string[] {
  const tags = event.tags.flatMap(([name, value]) =>
    name?.length === 1 && value !== undefined ? [`#${name}:${value}`] : [],
  );
  return [`kind:${event.kind}`, `author:${event.pubkey}`, ...new Set(tags)];
}

/** The index keys of each condition of a filter: an event must be under one key of every group. */
function keyGroups(filter: Filter): string[][] {
  const tags = Object.entries(filter).flatMap(([name, values]) =>
    name.startsWith('#') ? [(values as string[]).map((value) => `${name}:${value}`)] : [],
  );
  if (filter.authors) tags.push(filter.authors.map((author) => `author:${author}`));
  if (filter.kinds) tags.push(filter.kinds.map((kind) => `kind:${kind}`));
  return tags;
}
