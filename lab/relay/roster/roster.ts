import { tagValues, type NostrEvent } from '../event/event.ts';
import { ADD_RELAY_MEMBER, JOIN_RELAY, RELAY_INVITE, REMOVE_RELAY_MEMBER } from '../event/kinds.ts';

/** Who is a member of the relay itself, derived by applying accepted events in order (NIP-43). It gates nothing else. */
export class Roster {
  readonly #members: Set<string>;
  /** Invite codes that were handed out and nobody has used yet. A restart forgets them. */
  readonly #unusedCodes = new Set<string>();

  constructor(initialMembers: readonly string[]) {
    this.#members = new Set(initialMembers);
  }

  /** Public keys in the order of joining. */
  get members(): string[] {
    return [...this.#members];
  }

  isMember(pubkey: string): boolean {
    return this.#members.has(pubkey);
  }

  isUnusedCode(code: string): boolean {
    return this.#unusedCodes.has(code);
  }

  /** Carries out what an accepted event, or an invite of the relay, says about the members of the relay. */
  apply(event: NostrEvent): void {
    if (event.kind === ADD_RELAY_MEMBER) for (const pubkey of tagValues(event, 'p')) this.#members.add(pubkey);
    if (event.kind === REMOVE_RELAY_MEMBER) for (const pubkey of tagValues(event, 'p')) this.#members.delete(pubkey);
    if (event.kind === RELAY_INVITE) for (const code of tagValues(event, 'claim')) this.#unusedCodes.add(code);
    if (event.kind === JOIN_RELAY) for (const code of tagValues(event, 'claim')) this.#unusedCodes.delete(code);
  }
}
