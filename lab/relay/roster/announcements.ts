import type { NostrEvent } from '../event/event.ts';
import { ADD_RELAY_MEMBER, JOIN_RELAY, LEAVE_RELAY, RELAY_MEMBERS, REMOVE_RELAY_MEMBER } from '../event/kinds.ts';
import type { OwnEvent } from '../group/follow-ups.ts';
import type { Roster } from './roster.ts';

/** What the relay publishes after a wish to join or leave it: 8000 or 8001, and after those the new 13534 (NIP-43). */
export function announcements(event: NostrEvent, roster: Roster): OwnEvent[] {
  const subject = [['-'], ['p', event.pubkey]];
  if (event.kind === JOIN_RELAY) return [{ kind: ADD_RELAY_MEMBER, tags: subject }];
  if (event.kind === LEAVE_RELAY) return [{ kind: REMOVE_RELAY_MEMBER, tags: subject }];
  return event.kind === ADD_RELAY_MEMBER || event.kind === REMOVE_RELAY_MEMBER ? [memberList(roster)] : [];
}

/** Kind 13534: the list of members (NIP-43). */
export const memberList = (roster: Roster): OwnEvent => ({
  kind: RELAY_MEMBERS,
  tags: [['-'], ...roster.members.map((pubkey) => ['member', pubkey])],
});
