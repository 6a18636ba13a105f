import { randomBytes } from 'node:crypto';
import type { Filter } from 'nostr-tools/filter';
import type { NostrEvent } from '../event/event.ts';
import { RELAY_INVITE } from '../event/kinds.ts';
import { matches } from '../event/matches.ts';
import type { Relay } from '../relay.ts';
import type { RelayState } from '../state.ts';

/** Who is shown invites: members of the relay, and admins of any group, so that there is a first to invite. */
export function mayInvite(pubkey: string, { policy, roster, groups, memberships }: RelayState): boolean {
  if (!policy.relayMembership) return false;
  const isAdminOf = (group: string): boolean => memberships.roles(group, pubkey).includes('admin');
  return roster.isMember(pubkey) || groups.living().some(({ id }) => isAdminOf(id));
}

/** The invite that a REQ for kind 28935 is answered with, made for this one answer (NIP-43); nothing for everybody else. */
export function invitesFor(relay: Relay, filters: Filter[], authedPubkeys: readonly string[]): NostrEvent[] {
  const asking = filters.filter(({ kinds, limit }) => kinds?.includes(RELAY_INVITE) && limit !== 0);
  if (asking.length === 0 || !relay.policy.relayMembership) return [];
  const claim = randomBytes(16).toString('hex');
  const invite = relay.sign({ kind: RELAY_INVITE, tags: [['-'], ['claim', claim]] });
  if (!asking.some((filter) => matches(filter, invite)) || !relay.shows(invite, authedPubkeys, 'stored')) return [];
  relay.roster.apply(invite);
  return [invite];
}
