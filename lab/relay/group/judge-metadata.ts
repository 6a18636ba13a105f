import type { NostrEvent } from '../event/event.ts';
import { accept, refuse, type Decision } from '../policy/decision.ts';
import type { RelayState } from '../state.ts';
import type { Groups } from './groups.ts';
import { metadataTagsOf } from './metadata-tags.ts';

/** What a 9007 or 9002 says about the group with this id, besides flags and texts (NIP-29). */
export function judgeMetadata(event: NostrEvent, id: string, state: RelayState): Decision {
  const { children = [], supportedKinds = [] } = metadataTagsOf(event);
  const wrong = supportedKinds.find((kind) => !/^\d{1,5}$/.test(kind) || Number(kind) > 65535);
  if (wrong !== undefined) return refuse(`invalid: supported_kinds "${wrong}" is not a kind from 0 to 65535`);
  if (children.some(([, child]) => child === id)) return refuse('invalid: a group cannot be its own child');
  return judgeParent(event, id, state);
}

/** Whether the group may have this parent (NIP-29, "Subgroups"). What it has already is not judged again. */
function judgeParent(event: NostrEvent, id: string, { groups, memberships }: RelayState): Decision {
  if (event.tags.filter(([name]) => name === 'parent').length > 1)
    return refuse('invalid: a group has at most one parent');
  const { parent } = metadataTagsOf(event);
  if (parent === undefined || parent === '' || parent === groups.get(id)?.parent) return accept();
  if (parent === id) return refuse('invalid: a group cannot be its own parent');
  const wanted = groups.get(parent);
  if (!wanted || wanted.isDeleted || (wanted.flags.hidden && !memberships.isMember(parent, event.pubkey)))
    return refuse('invalid: parent group not found');
  if (isWithin(parent, id, groups)) return refuse('invalid: that parent is below this group, a cycle');
  return memberships.admins(parent).includes(event.pubkey)
    ? accept()
    : refuse('restricted: you are not an admin of the parent group');
}

/** Whether the group is that ancestor or below it. Each group is looked at once, in case there is a cycle already. */
function isWithin(id: string, ancestor: string, groups: Groups): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = groups.get(at)?.parent) {
    if (at === ancestor) return true;
    seen.add(at);
  }
  return false;
}
