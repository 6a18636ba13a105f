import { tagValues, type NostrEvent } from '../event/event.ts';
import { CREATE_GROUP, PUT_USER, REMOVE_USER } from '../event/kinds.ts';

/** Who is in which group with which roles, derived by applying accepted events in order (NIP-29). */
export class Memberships {
  /** Group id to public key to roles. */
  readonly #members = new Map<string, Map<string, string[]>>();

  /** Public key to roles, in the order of joining. */
  of(group: string): ReadonlyMap<string, string[]> {
    return this.#members.get(group) ?? new Map<string, string[]>();
  }

  isMember(group: string, pubkey: string): boolean {
    return this.of(group).has(pubkey);
  }

  /** The roles of a member; none for everybody else. */
  roles(group: string, pubkey: string): string[] {
    return this.of(group).get(pubkey) ?? [];
  }

  admins(group: string): string[] {
    return [...this.of(group)].flatMap(([pubkey, roles]) => (roles.includes('admin') ? [pubkey] : []));
  }

  /** Carries out what an accepted event says about the people of a group. */
  apply(event: NostrEvent): void {
    const group = tagValues(event, 'h')[0];
    if (group === undefined) return;
    if (event.kind === CREATE_GROUP) this.#put(group, event.pubkey, ['admin']);
    if (event.kind === PUT_USER) for (const [pubkey, roles] of peopleIn(event)) this.#put(group, pubkey, roles);
    if (event.kind === REMOVE_USER) for (const [pubkey] of peopleIn(event)) this.#members.get(group)?.delete(pubkey);
  }

  #put(group: string, pubkey: string, roles: string[]): void {
    const members = this.#members.get(group) ?? new Map<string, string[]>();
    this.#members.set(group, members.set(pubkey, roles));
  }
}

/** The people named by the `p` tags of a moderation event, with the roles that follow the public key. */
export function peopleIn(event: NostrEvent): [pubkey: string, roles: string[]][] {
  return event.tags.flatMap(([name, pubkey, ...roles]): [string, string[]][] =>
    name === 'p' && pubkey !== undefined ? [[pubkey, roles.filter((role) => role !== '')]] : [],
  );
}
