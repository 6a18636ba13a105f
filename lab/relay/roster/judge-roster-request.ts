import { hasTag, tagValues, type NostrEvent } from '../event/event.ts';
import { isRosterRequest, JOIN_RELAY } from '../event/kinds.ts';
import { accept, refuse, type Decision } from '../policy/decision.ts';
import type { RelayState } from '../state.ts';

const WITHIN_SECONDS = 300;

/** A wish to join the relay (NIP-43, kind 28934) or to leave it (28936); every other event is accepted. */
export function judgeRosterRequest(event: NostrEvent, { policy, roster, now }: RelayState): Decision {
  if (!isRosterRequest(event.kind)) return accept();
  if (!policy.relayMembership) return refuse('restricted: this relay keeps no list of members');
  if (!hasTag(event, '-')) return refuse(`invalid: kind ${event.kind} needs a "-" tag`);
  if (Math.abs(now() - event.created_at) > WITHIN_SECONDS)
    return refuse(`invalid: created_at is more than ${WITHIN_SECONDS / 60} minutes off`);
  const isMember = roster.isMember(event.pubkey);
  if (event.kind !== JOIN_RELAY)
    return isMember ? accept('info: goodbye') : refuse('restricted: you are not a member of this relay');
  if (isMember) return accept('duplicate: you are already a member of this relay');
  return tagValues(event, 'claim').some((code) => roster.isUnusedCode(code))
    ? accept('info: welcome to this relay')
    : refuse('restricted: that is an invalid invite code');
}
