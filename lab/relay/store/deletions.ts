import { tagValues, type NostrEvent } from '../event/event.ts';
import { addressOf, DELETE_EVENT, DELETION, GIFT_WRAP } from '../event/kinds.ts';
import type { EventStore } from './event-store.ts';

/** Remembers what was deleted, so that it stays away when it is sent again. */
export class Deletions {
  /** `id pubkey` of events deleted by their author or, a gift wrap, by a recipient (NIP-09), `id h:group` of those deleted by a moderator (NIP-29). */
  readonly #deleted = new Set<string>();
  /** `kind:pubkey:d` to the unix second up to which versions are deleted (NIP-09). */
  readonly #deletedUntil = new Map<string, number>();

  /** Whether a deletion covers this event. Deletions themselves cannot be deleted (NIP-09). */
  covers(event: NostrEvent): boolean {
    if (event.kind === DELETION) return false;
    const mayDelete = event.kind === GIFT_WRAP ? [event.pubkey, ...tagValues(event, 'p')] : [event.pubkey];
    if (mayDelete.some((pubkey) => this.#deleted.has(`${event.id} ${pubkey}`))) return true;
    if (tagValues(event, 'h').some((group) => this.#deleted.has(`${event.id} h:${group}`))) return true;
    const address = addressOf(event);
    return address !== undefined && event.created_at <= (this.#deletedUntil.get(address) ?? -1);
  }

  /** Carries out a kind 5 (NIP-09) or a kind 9005 (NIP-29); every other kind is left alone. */
  apply(event: NostrEvent, store: EventStore): void {
    if (event.kind === DELETION) this.#byAuthor(event, store);
    if (event.kind === DELETE_EVENT) this.#byModerator(event, store);
  }

  #byAuthor(event: NostrEvent, store: EventStore): void {
    for (const id of tagValues(event, 'e')) {
      this.#deleted.add(`${id} ${event.pubkey}`);
      this.#dropIfCovered(store.get(id), store);
    }
    for (const address of tagValues(event, 'a')) {
      if (address.split(':')[1] !== event.pubkey) continue;
      this.#deletedUntil.set(address, Math.max(event.created_at, this.#deletedUntil.get(address) ?? 0));
      this.#dropIfCovered(store.atAddress(address), store);
    }
  }

  #byModerator(event: NostrEvent, store: EventStore): void {
    const group = tagValues(event, 'h')[0] ?? '';
    for (const id of tagValues(event, 'e')) {
      this.#deleted.add(`${id} h:${group}`);
      this.#dropIfCovered(store.get(id), store);
    }
  }

  #dropIfCovered(event: NostrEvent | undefined, store: EventStore): void {
    if (event && this.covers(event)) store.remove(event.id);
  }
}
