import { hasTag, type NostrEvent } from '../event/event.ts';
import { CHAT_MESSAGE, CREATE_GROUP, isModeration, JOIN_REQUEST, LEAVE_REQUEST } from '../event/kinds.ts';
import { accept, refuse, type Decision } from '../policy/decision.ts';
import type { RelayState } from '../state.ts';
import type { Group } from './groups.ts';
import { groupsNamedIn, judgeContent, judgePrevious } from './judge-content.ts';
import { judgeCreate } from './judge-create.ts';
import { hasValidCode, judgeJoin, judgeLeave } from './judge-join-and-leave.ts';
import { judgeModeration } from './judge-moderation.ts';

const MODERATION_WITHIN_SECONDS = 60;
const CONTENT_WITHIN_SECONDS = 24 * 60 * 60;

/** The rules of NIP-29 for an event that names a group or has to. Events that do neither are accepted. */
export function judgeGroupWrite(event: NostrEvent, state: RelayState): Decision {
  const needsGroup = isModeration(event.kind) || [CHAT_MESSAGE, JOIN_REQUEST, LEAVE_REQUEST].includes(event.kind);
  const [id, ...others] = groupsNamedIn(event);
  if (id === undefined)
    return needsGroup || hasTag(event, 'h') ? refuse('invalid: a group event names its group in an h tag') : accept();
  if (others.length > 0) return refuse('invalid: an event belongs to one group, its h tags name several');

  const late = judgeLateness(event, state.now());
  if (!late.accepted) return late;
  if (event.kind === CREATE_GROUP) return judgeCreate(event, id, state);

  const group = state.groups.get(id);
  if (!group || group.isDeleted || (group.flags.hidden && !knowsOf(event, group, state)))
    return refuse('invalid: group not found');
  const previous = judgePrevious(event, group, state);
  return previous.accepted ? judgeByKind(event, group, state) : previous;
}

function judgeByKind(event: NostrEvent, group: Group, state: RelayState): Decision {
  if (isModeration(event.kind)) return judgeModeration(event, group, state);
  if (event.kind === JOIN_REQUEST) return judgeJoin(event, group, state);
  if (event.kind === LEAVE_REQUEST) return judgeLeave(event, group, state);
  return judgeContent(event, group, state);
}

/** Members know of a hidden group, and so does who holds an invite code. */
const knowsOf = (event: NostrEvent, group: Group, state: RelayState): boolean =>
  state.memberships.isMember(group.id, event.pubkey) || (event.kind === JOIN_REQUEST && hasValidCode(event, group));

/** Late publication (NIP-29): a message from the past would be put into a conversation that has moved on. */
function judgeLateness(event: NostrEvent, nowSeconds: number): Decision {
  const ageSeconds = nowSeconds - event.created_at;
  if (isModeration(event.kind) && ageSeconds > MODERATION_WITHIN_SECONDS)
    return refuse(`invalid: moderation event is older than ${MODERATION_WITHIN_SECONDS} seconds`);
  if (ageSeconds > CONTENT_WITHIN_SECONDS) return refuse('invalid: group event is older than a day');
  return accept();
}
