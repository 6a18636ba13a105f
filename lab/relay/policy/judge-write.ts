import type { NostrEvent } from '../event/event.ts';
import { isExpired } from '../event/expiration.ts';
import { isRelayOnly, LOGIN } from '../event/kinds.ts';
import { judgeGroupWrite } from '../group/judge-group-write.ts';
import { judgeRosterRequest } from '../roster/judge-roster-request.ts';
import type { RelayState } from '../state.ts';
import { accept, refuse, type Decision } from './decision.ts';
import { judgeProtected } from './judge-protected.ts';

/** Whether an event with a valid id and signature is taken. The first refusal counts. */
export function judgeWrite(event: NostrEvent, authedPubkeys: readonly string[], state: RelayState): Decision {
  const rules: (() => Decision)[] = [
    () => judgeLogin(event, authedPubkeys, state),
    () => judgeSize(event, state),
    () => judgeKind(event),
    () => judgeTime(event, state),
    () => judgeProtected(event, authedPubkeys),
    () => judgeKnown(event, state),
    () => judgeRosterRequest(event, state),
  ];
  for (const rule of rules) {
    const decision = rule();
    if (!decision.accepted || decision.reason !== '') return decision;
  }
  return judgeGroupWrite(event, state);
}

function judgeLogin(event: NostrEvent, authedPubkeys: readonly string[], { policy }: RelayState): Decision {
  if (!policy.authToWrite || authedPubkeys.includes(event.pubkey)) return accept();
  return authedPubkeys.length === 0
    ? refuse('auth-required: authentication is required to publish')
    : refuse('restricted: you may not publish for somebody else');
}

function judgeSize({ tags, content }: NostrEvent, { limits }: RelayState): Decision {
  const { maxEventTags, maxContentLength } = limits;
  if (tags.length > maxEventTags) return refuse(`invalid: an event has at most ${maxEventTags} tags`);
  // Unicode characters (NIP-11), of which a string has at most as many as it has code units.
  return content.length > maxContentLength && Array.from(content).length > maxContentLength
    ? refuse(`invalid: a content has at most ${maxContentLength} characters`)
    : accept();
}

function judgeKind(event: NostrEvent): Decision {
  if (event.kind === LOGIN) return refuse('invalid: kind 22242 belongs into an AUTH message');
  return isRelayOnly(event.kind) ? refuse(`restricted: kind ${event.kind} is signed by the relay only`) : accept();
}

function judgeTime(event: NostrEvent, { limits, now }: RelayState): Decision {
  const ageSeconds = now() - event.created_at;
  if (-ageSeconds > limits.createdAtFutureSeconds) return refuse('invalid: created_at is too far in the future');
  if (ageSeconds > limits.createdAtPastSeconds) return refuse('invalid: created_at is too far in the past');
  return isExpired(event, now()) ? refuse('invalid: the event has expired') : accept();
}

function judgeKnown(event: NostrEvent, { store, deletions }: RelayState): Decision {
  if (deletions.covers(event)) return refuse('blocked: this event was deleted');
  if (store.get(event.id)) return accept('duplicate: this event is already stored');
  return store.hasBetterVersion(event) ? refuse('duplicate: a newer version of this event is stored') : accept();
}
