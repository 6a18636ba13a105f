import type { Filter } from 'nostr-tools/filter';
import { isDirectMessage } from '../event/kinds.ts';
import type { RelayState } from '../state.ts';
import { accept, refuse, type Decision } from './decision.ts';

/** Whether a REQ, COUNT or NEG-OPEN is served. What a served one may show is decided event by event, in `isVisible`. */
export function judgeRead(filters: Filter[], authedPubkeys: readonly string[], state: RelayState): Decision {
  const isAuthed = authedPubkeys.length > 0;
  const { maxFilters } = state.limits;
  if (filters.length > maxFilters) return refuse(`invalid: a request has at most ${maxFilters} filters`);
  if (state.policy.authToRead && !isAuthed) return refuse('auth-required: authentication is required to read');
  if (!isAuthed && filters.some(asksForDirectMessagesOnly))
    return refuse('auth-required: direct messages are shown to their authenticated parties only');
  if (!filters.some((filter) => namesForbiddenGroup(filter, authedPubkeys, state))) return accept();
  return isAuthed
    ? refuse('restricted: you are not a member of that private group')
    : refuse('auth-required: the group is private');
}

const asksForDirectMessagesOnly = (filter: Filter): boolean =>
  filter.kinds !== undefined && filter.kinds.length > 0 && filter.kinds.every(isDirectMessage);

/** A private group that these people are not in. Hidden and deleted groups are answered like groups that never were. */
function namesForbiddenGroup(filter: Filter, authedPubkeys: readonly string[], state: RelayState): boolean {
  return (filter['#h'] ?? []).some((id) => {
    const group = state.groups.get(id);
    if (!group?.flags.private || group.flags.hidden || group.isDeleted) return false;
    return !authedPubkeys.some((pubkey) => state.memberships.isMember(id, pubkey));
  });
}
