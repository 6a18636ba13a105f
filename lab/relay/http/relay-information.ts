import type { Relay } from '../relay.ts';

const SUPPORTED_NIPS = [1, 9, 11, 29, 40, 42, 43, 45, 50, 70, 77];
const SOFTWARE = 'https://github.com/relay-canary/relay-canary';

/** How the relay presents itself. */
export interface RelayIdentity {
  name: string;
  version: string;
}

/** The relay information document (NIP-11). */
export function relayInformation({ name, version }: RelayIdentity, relay: Relay): Record<string, unknown> {
  const { limits, policy } = relay;
  return {
    name,
    description: 'A small group relay in memory, to try checks and faults on',
    self: relay.pubkey,
    supported_nips: SUPPORTED_NIPS.filter((nip) => nip !== 43 || policy.relayMembership),
    software: SOFTWARE,
    version,
    nip29: { subgroups: true },
    limitation: {
      max_message_length: limits.maxMessageBytes,
      max_subscriptions: limits.maxSubscriptions,
      max_subid_length: limits.maxSubidLength,
      max_limit: limits.maxLimit,
      default_limit: Math.min(limits.defaultLimit, limits.maxLimit),
      max_filters: limits.maxFilters,
      max_event_tags: limits.maxEventTags,
      max_content_length: limits.maxContentLength,
      auth_required: policy.authToRead,
      restricted_writes: policy.authToWrite || policy.groupCreators !== 'anyone',
      created_at_upper_limit: limits.createdAtFutureSeconds,
      ...(Number.isFinite(limits.createdAtPastSeconds) && { created_at_lower_limit: limits.createdAtPastSeconds }),
    },
  };
}
