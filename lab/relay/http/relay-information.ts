import type { Relay } from '../relay.ts';

const SUPPORTED_NIPS = [1, 9, 11, 29, 40, 42, 45, 70];
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
    supported_nips: SUPPORTED_NIPS,
    software: SOFTWARE,
    version,
    limitation: {
      max_message_length: limits.maxMessageBytes,
      max_subscriptions: limits.maxSubscriptions,
      max_subid_length: limits.maxSubidLength,
      max_limit: limits.maxLimit,
      default_limit: limits.maxLimit,
      auth_required: policy.authToRead,
      restricted_writes: policy.authToWrite || policy.groupCreators !== 'anyone',
      created_at_upper_limit: limits.createdAtFutureSeconds,
      ...(Number.isFinite(limits.createdAtPastSeconds) && { created_at_lower_limit: limits.createdAtPastSeconds }),
    },
  };
}
