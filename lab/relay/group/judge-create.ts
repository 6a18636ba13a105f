import type { NostrEvent } from '../event/event.ts';
import { refuse, type Decision } from '../policy/decision.ts';
import type { RelayState } from '../state.ts';
import { judgeMetadata } from './judge-metadata.ts';

/** A wish for a new group (NIP-29, kind 9007). */
export function judgeCreate(event: NostrEvent, id: string, state: RelayState): Decision {
  const { groupCreators } = state.policy;
  if (!/^[a-z0-9_-]{1,64}$/.test(id))
    return refuse('invalid: a group id is 1 to 64 of the characters a-z, 0-9, - and _');
  if (groupCreators !== 'anyone' && !groupCreators.includes(event.pubkey))
    return refuse('restricted: you may not create groups on this relay');
  const group = state.groups.get(id);
  if (group?.isDeleted) return refuse('duplicate: a deleted group with this id exists');
  return group ? refuse('duplicate: that group already exists') : judgeMetadata(event, id, state);
}
