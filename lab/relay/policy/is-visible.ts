import { hasTag, tagValues, type NostrEvent } from '../event/event.ts';
import { isExpired } from '../event/expiration.ts';
import {
  CREATE_INVITE,
  GROUP_METADATA,
  GROUP_ROLES,
  isDirectMessage,
  isGroupSnapshot,
  isRosterRequest,
  JOIN_REQUEST,
  LOGIN,
  RELAY_INVITE,
} from '../event/kinds.ts';
import { mayInvite } from '../roster/invites.ts';
import type { RelayState } from '../state.ts';

/** Whether an event may be shown on a socket on which these people authenticated: stored, live and in a count. */
export function isVisible(event: NostrEvent, authedPubkeys: readonly string[], state: RelayState): boolean {
  if (event.kind === LOGIN || isExpired(event, state.now())) return false;
  if (isRosterRequest(event.kind)) return false;
  if (event.kind === RELAY_INVITE) return authedPubkeys.some((pubkey) => mayInvite(pubkey, state));
  if (isDirectMessage(event.kind))
    return [event.pubkey, ...tagValues(event, 'p')].some((key) => authedPubkeys.includes(key));
  return isVisibleInGroup(event, authedPubkeys, state);
}

function isVisibleInGroup(event: NostrEvent, authedPubkeys: readonly string[], state: RelayState): boolean {
  const group = state.groups.get(tagValues(event, isGroupSnapshot(event.kind) ? 'd' : 'h')[0] ?? '');
  if (!group) return true;
  const isAdmin = (pubkey: string): boolean => state.memberships.admins(group.id).includes(pubkey);
  if (event.kind === CREATE_INVITE) return authedPubkeys.some(isAdmin);
  if (event.kind === JOIN_REQUEST && hasTag(event, 'code'))
    return authedPubkeys.some((pubkey) => pubkey === event.pubkey || isAdmin(pubkey));
  if (authedPubkeys.some((pubkey) => state.memberships.isMember(group.id, pubkey))) return true;
  if (group.flags.hidden) return false;
  return !group.flags.private || event.kind === GROUP_METADATA || event.kind === GROUP_ROLES;
}
