import type { NostrEvent } from './event.ts';
import { tagValues } from './event.ts';

export const DELETION = 5;
export const CHAT_MESSAGE = 9;
export const LOGIN = 22242;

/** The moderation events of NIP-29 that this relay knows. */
export const PUT_USER = 9000;
export const REMOVE_USER = 9001;
export const EDIT_METADATA = 9002;
export const DELETE_EVENT = 9005;
export const CREATE_GROUP = 9007;
export const DELETE_GROUP = 9008;
export const CREATE_INVITE = 9009;
export const UPDATE_PINS = 9010;
/** What users send about themselves (NIP-29, "Group management"). */
export const JOIN_REQUEST = 9021;
export const LEAVE_REQUEST = 9022;

/** What the relay signs about a group (NIP-29, "Group metadata events"). */
export const GROUP_METADATA = 39000;
export const GROUP_ADMINS = 39001;
export const GROUP_MEMBERS = 39002;
export const GROUP_ROLES = 39003;
export const GROUP_PINS = 39005;
export const GROUP_SNAPSHOTS = [GROUP_METADATA, GROUP_ADMINS, GROUP_MEMBERS, GROUP_ROLES, GROUP_PINS];

/** The members of the relay itself (NIP-43): what people ask for, and what the relay signs. */
export const JOIN_RELAY = 28934;
export const LEAVE_RELAY = 28936;
export const RELAY_INVITE = 28935;
export const ADD_RELAY_MEMBER = 8000;
export const REMOVE_RELAY_MEMBER = 8001;
export const RELAY_MEMBERS = 13534;

/** What is between one person and the relay (NIP-43): shown to nobody. */
export const isRosterRequest = (kind: number): boolean => kind === JOIN_RELAY || kind === LEAVE_RELAY;

/** Kinds 9000-9020 (NIP-29, "Moderation events"). */
export const isModeration = (kind: number): boolean => kind >= 9000 && kind <= 9020;

/** Kinds 39000-39009: signed by the relay about one group, whose id is in the `d` tag. */
export const isGroupSnapshot = (kind: number): boolean => kind >= 39000 && kind <= 39009;

/** Kinds that only a relay may sign: group snapshots and the relay's own membership (NIP-29, NIP-43). */
export const isRelayOnly = (kind: number): boolean =>
  isGroupSnapshot(kind) || [ADD_RELAY_MEMBER, REMOVE_RELAY_MEMBER, RELAY_MEMBERS, RELAY_INVITE].includes(kind);

export const GIFT_WRAP = 1059;
/**
 * Direct messages, seals and gift wraps (NIP-04, NIP-17, NIP-59; 21059 is an ephemeral wrap): for their author and the
 * people they are addressed to.
 */
export const isDirectMessage = (kind: number): boolean => [4, 13, 14, 15, GIFT_WRAP, 21059].includes(kind);

/** Kinds that are delivered and never stored (NIP-01). */
export const isEphemeral = (kind: number): boolean => kind >= 20000 && kind < 30000;

const isReplaceable = (kind: number): boolean => kind === 0 || kind === 3 || (kind >= 10000 && kind < 20000);
const isAddressable = (kind: number): boolean => kind >= 30000 && kind < 40000;

/** `kind:pubkey:d` of an event of which only the newest version is kept (NIP-01); undefined for all others. */
export function addressOf(event: NostrEvent): string | undefined {
  if (isReplaceable(event.kind)) return `${event.kind}:${event.pubkey}:`;
  if (isAddressable(event.kind)) return `${event.kind}:${event.pubkey}:${tagValues(event, 'd')[0] ?? ''}`;
  return undefined;
}
