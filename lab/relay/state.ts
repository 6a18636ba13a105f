import type { Groups } from './group/groups.ts';
import type { Memberships } from './group/memberships.ts';
import type { RelayLimits, RelayPolicy } from './policy/options.ts';
import type { Roster } from './roster/roster.ts';
import type { Seams } from './seams.ts';
import type { Deletions } from './store/deletions.ts';
import type { EventStore } from './store/event-store.ts';

/** All that the relay knows, for the rules to read. */
export interface RelayState {
  /** The relay's own public key in hex (NIP-11 `self`). */
  readonly pubkey: string;
  readonly policy: RelayPolicy;
  readonly limits: RelayLimits;
  readonly seams: Seams;
  readonly store: EventStore;
  readonly deletions: Deletions;
  readonly groups: Groups;
  readonly memberships: Memberships;
  readonly roster: Roster;
  /** Unix seconds. */
  readonly now: () => number;
}
