import { hasTag, tagValues, type NostrEvent } from '../event/event.ts';
import {
  CREATE_INVITE,
  DELETE_EVENT,
  DELETE_GROUP,
  EDIT_METADATA,
  PUT_USER,
  REMOVE_USER,
  UPDATE_PINS,
} from '../event/kinds.ts';
import { accept, refuse, type Decision } from '../policy/decision.ts';
import type { RelayState } from '../state.ts';
import type { Group } from './groups.ts';
import { judgeMetadata } from './judge-metadata.ts';
import { judgePins } from './judge-pins.ts';
import { peopleIn } from './memberships.ts';
import { isKnownRole, mayModerate } from './roles.ts';

/** A moderation event (NIP-29, kinds 9000-9020 but 9007): first who sends it, then what it says. */
export function judgeModeration(event: NostrEvent, group: Group, state: RelayState): Decision {
  const roles = state.memberships.roles(group.id, event.pubkey);
  if (!mayModerate(roles, event.kind)) return refuse('restricted: you may not moderate this group');
  switch (event.kind) {
    case PUT_USER:
    case REMOVE_USER:
      return judgePeople(event, group, state, roles);
    case DELETE_EVENT:
      return hasTag(event, 'e') ? accept() : refuse('invalid: delete-event names no event in an e tag');
    case CREATE_INVITE:
      return judgeInvite(event, group);
    case EDIT_METADATA:
      return judgeMetadata(event, group.id, state);
    case UPDATE_PINS:
      return judgePins(event);
    case DELETE_GROUP:
      return accept();
    default:
      return refuse(`invalid: moderation kind ${event.kind} is not known here`);
  }
}

function judgePeople(event: NostrEvent, group: Group, state: RelayState, senderRoles: string[]): Decision {
  const people = peopleIn(event);
  if (people.length === 0) return refuse('invalid: nobody is named in a p tag');
  if (people.some(([pubkey]) => !/^[0-9a-f]{64}$/.test(pubkey)))
    return refuse('invalid: a p tag is not a public key of 64 lowercase hex characters');
  const unknown = people.flatMap(([, roles]) => roles).find((role) => !isKnownRole(role));
  if (unknown !== undefined) return refuse(`invalid: role "${unknown}" is not known here, see kind 39003`);
  const touchesRoles = people.some(
    ([pubkey, roles]) => roles.length > 0 || state.memberships.roles(group.id, pubkey).length > 0,
  );
  if (touchesRoles && !senderRoles.includes('admin')) return refuse('restricted: only an admin may change roles');
  return leavesNoAdmin(event, group, state) ? refuse('restricted: a group keeps at least one admin') : accept();
}

function leavesNoAdmin(event: NostrEvent, group: Group, state: RelayState): boolean {
  const after = new Map(state.memberships.of(group.id));
  for (const [pubkey, roles] of peopleIn(event)) after.set(pubkey, event.kind === PUT_USER ? roles : []);
  return ![...after.values()].some((roles) => roles.includes('admin'));
}

function judgeInvite(event: NostrEvent, group: Group): Decision {
  const codes = tagValues(event, 'code');
  if (codes.length === 0 || codes.includes('')) return refuse('invalid: create-invite needs a code tag');
  return codes.some((code) => group.unusedCodes.has(code)) ? refuse('duplicate: that invite code exists') : accept();
}
