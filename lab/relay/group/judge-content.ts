import { tagValues, type NostrEvent } from '../event/event.ts';
import { DELETION } from '../event/kinds.ts';
import { accept, refuse, type Decision } from '../policy/decision.ts';
import type { RelayState } from '../state.ts';
import type { Group } from './groups.ts';

/** Anything else that is sent to a group, such as a chat message. The deletion of one is taken whatever the kinds. */
export function judgeContent(event: NostrEvent, group: Group, state: RelayState): Decision {
  const { closed, restricted } = group.flags;
  if ((closed || restricted) && !state.memberships.isMember(group.id, event.pubkey))
    return refuse('restricted: you are not a member of that group');
  const { supportedKinds } = group;
  return supportedKinds === undefined || event.kind === DELETION || supportedKinds.map(Number).includes(event.kind)
    ? accept()
    : refuse(`restricted: kind ${event.kind} is not among the supported_kinds of that group`);
}

/** The `previous` tags: first eight characters of ids of events in the group (NIP-29, "Timeline references"). */
export function judgePrevious(event: NostrEvent, group: Group, state: RelayState): Decision {
  const references = event.tags.flatMap(([name, ...values]) => (name === 'previous' ? values : []));
  if (references.length === 0) return accept();
  const known = new Set(state.store.matching({ '#h': [group.id] }).map((stored) => stored.id.slice(0, 8)));
  const unknown = references.find((reference) => !known.has(reference.slice(0, 8)));
  return unknown === undefined ? accept() : refuse(`invalid: previous "${unknown}" is not in this group`);
}

/** The group ids that an event names; more than one would leave open where it belongs. */
export const groupsNamedIn = (event: NostrEvent): string[] => [...new Set(tagValues(event, 'h'))];
