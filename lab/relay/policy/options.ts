/** Who may do what on the relay as a whole. */
export interface RelayPolicy {
  /** REQ and COUNT only for authenticated people (NIP-42). Default: false. */
  authToRead: boolean;
  /** Events only from authenticated people, and only their own (NIP-42). Default: false. */
  authToWrite: boolean;
  /** Who may create groups (NIP-29, kind 9007): public keys in hex. Default: anyone. */
  groupCreators: 'anyone' | string[];
  /** Whether the relay keeps a list of its own members, and hands out invites (NIP-43). It gates nothing. Default: true. */
  relayMembership: boolean;
  /** Members of the relay from the start: public keys in hex. Default: nobody. */
  relayMembers: string[];
}

/** What the relay takes at most; served as NIP-11 `limitation`. */
export interface RelayLimits {
  /** Default 524288. A longer message closes the socket with 1009. */
  maxMessageBytes: number;
  /** Open subscriptions per socket. Default 50. */
  maxSubscriptions: number;
  /** Stored events per filter. Default 1000. */
  maxLimit: number;
  /** Stored events for a filter that names no `limit`. Default 1000. */
  defaultLimit: number;
  /** Filters in one REQ or COUNT. Default 20. */
  maxFilters: number;
  /** Tags of an event. Default 2000. */
  maxEventTags: number;
  /** Unicode characters in the content of an event. Default 65536. */
  maxContentLength: number;
  /** Characters of a subscription id. Default 64 (NIP-01). */
  maxSubidLength: number;
  /** How far `created_at` may lie in the past. Default: without end. */
  createdAtPastSeconds: number;
  /** How far `created_at` may lie in the future. Default 900. */
  createdAtFutureSeconds: number;
}

export const DEFAULT_POLICY: RelayPolicy = {
  authToRead: false,
  authToWrite: false,
  groupCreators: 'anyone',
  relayMembership: true,
  relayMembers: [],
};

export const DEFAULT_LIMITS: RelayLimits = {
  maxMessageBytes: 512 * 1024,
  maxSubscriptions: 50,
  maxLimit: 1000,
  defaultLimit: 1000,
  maxFilters: 20,
  maxEventTags: 2000,
  maxContentLength: 65536,
  maxSubidLength: 64,
  createdAtPastSeconds: Infinity,
  createdAtFutureSeconds: 900,
};
