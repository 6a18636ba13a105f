import { tagValues, type NostrEvent } from '../event/event.ts';
import {
  CREATE_GROUP,
  EDIT_METADATA,
  GROUP_ADMINS,
  GROUP_MEMBERS,
  GROUP_METADATA,
  GROUP_SNAPSHOTS,
  JOIN_REQUEST,
  LEAVE_REQUEST,
  PUT_USER,
  REMOVE_USER,
} from '../event/kinds.ts';
import type { RelayState } from '../state.ts';
import { snapshotsOf } from './snapshots.ts';

/** An event that the relay is about to date and sign itself. */
export interface OwnEvent {
  kind: number;
  tags: string[][];
}

/** What the relay publishes after it took an event: membership changes (9000, 9001) and new snapshots (39000-39003). */
export function followUps(event: NostrEvent, state: RelayState): OwnEvent[] {
  const group = state.groups.get(tagValues(event, 'h')[0] ?? '');
  if (!group || group.isDeleted) return [];
  const subject = [
    ['h', group.id],
    ['p', event.pubkey],
  ];
  if (event.kind === JOIN_REQUEST) return [{ kind: PUT_USER, tags: subject }];
  if (event.kind === LEAVE_REQUEST) return [{ kind: REMOVE_USER, tags: subject }];
  const snapshots = snapshotsOf(group, state.memberships.of(group.id));
  const changed = CHANGED_SNAPSHOTS[event.kind] ?? [];
  return snapshots.filter(({ kind, tags }) => {
    const stored = state.store.atAddress(`${kind}:${state.pubkey}:${group.id}`);
    return changed.includes(kind) && JSON.stringify(stored?.tags) !== JSON.stringify(tags);
  });
}

/** Kind of the event to the kinds of snapshots that it makes stale. */
const CHANGED_SNAPSHOTS: Record<number, number[]> = {
  [CREATE_GROUP]: GROUP_SNAPSHOTS,
  [EDIT_METADATA]: [GROUP_METADATA],
  [PUT_USER]: [GROUP_ADMINS, GROUP_MEMBERS],
  [REMOVE_USER]: [GROUP_ADMINS, GROUP_MEMBERS],
};
