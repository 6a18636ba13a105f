import { tagValues, type NostrEvent } from '../event/event.ts';
import { accept, refuse, type Decision } from '../policy/decision.ts';
import type { RelayState } from '../state.ts';
import type { Group } from './groups.ts';

/** Whether the join request carries an invite code of this group that nobody has used. */
export const hasValidCode = (event: NostrEvent, group: Group): boolean =>
  tagValues(event, 'code').some((code) => group.unusedCodes.has(code));

/** A join request (NIP-29, kind 9021). */
export function judgeJoin(event: NostrEvent, group: Group, state: RelayState): Decision {
  if (state.memberships.isMember(group.id, event.pubkey)) return refuse('duplicate: already a member');
  if (!group.flags.closed || hasValidCode(event, group)) return accept();
  return refuse('restricted: the group is closed, a valid invite code is needed');
}

/** A leave request (NIP-29, kind 9022). */
export function judgeLeave(event: NostrEvent, group: Group, state: RelayState): Decision {
  if (!state.memberships.isMember(group.id, event.pubkey))
    return refuse('restricted: you are not a member of that group');
  const admins = state.memberships.admins(group.id);
  return admins.length === 1 && admins[0] === event.pubkey
    ? refuse('restricted: a group keeps at least one admin')
    : accept();
}
