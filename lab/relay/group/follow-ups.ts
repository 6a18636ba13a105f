import { tagValues, type NostrEvent } from '../event/event.ts';
import {
  CREATE_GROUP,
  DELETE_GROUP,
  EDIT_METADATA,
  GROUP_ADMINS,
  GROUP_MEMBERS,
  GROUP_METADATA,
  GROUP_PINS,
  GROUP_SNAPSHOTS,
  JOIN_REQUEST,
  LEAVE_REQUEST,
  PUT_USER,
  REMOVE_USER,
  UPDATE_PINS,
} from '../event/kinds.ts';
import type { RelayState } from '../state.ts';
import type { Group } from './groups.ts';
import { metadataOf, snapshotsOf } from './snapshots.ts';

/** An event that the relay is about to date and sign itself. */
export interface OwnEvent {
  kind: number;
  tags: string[][];
}

/** What the relay publishes after it took an event: membership changes (9000, 9001) and new snapshots (39000-39005). */
export function followUps(event: NostrEvent, state: RelayState): OwnEvent[] {
  if (event.kind === DELETE_GROUP) return relativesOf(tagValues(event, 'h')[0] ?? '', state).map(metadataOf);
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
  [UPDATE_PINS]: [GROUP_PINS],
  [PUT_USER]: [GROUP_ADMINS, GROUP_MEMBERS],
  [REMOVE_USER]: [GROUP_ADMINS, GROUP_MEMBERS],
};

/** The groups whose newest 39000 names a group as parent or child that was just deleted. */
const relativesOf = (deletedId: string, state: RelayState): Group[] =>
  state.groups.living().filter(({ id }) => {
    const tags = state.store.atAddress(`${GROUP_METADATA}:${state.pubkey}:${id}`)?.tags ?? [];
    return tags.some(([name, value]) => (name === 'parent' || name === 'child') && value === deletedId);
  });
