import { randomUUID } from 'node:crypto';

export const STATUSES = ['draft', 'active', 'paused', 'ended', 'withdrawn', 'cancelled'] as const;

/** A payment stream as StreamPay's frontend serves it. Times are ISO 8601. */
export interface FrontendStream {
  id: string;
  recipient: string;
  /** A decimal with at most 7 places. */
  rate: string;
  schedule: string;
  token?: string;
  status: (typeof STATUSES)[number];
  nextAction: string;
  createdAt: string;
  updatedAt: string;
  settlementTxHash?: string;
  withdrawal?: { state: 'pending'; requestedAt: string };
  settlement?: { txHash?: string; settledAt: string };
}

/** What a client says of a stream to be. */
export type NewStream = Pick<FrontendStream, 'recipient' | 'rate' | 'schedule' | 'token'>;

const now = (): string => new Date().toISOString();

export const draft = ({ recipient, rate, schedule, token }: NewStream): FrontendStream => ({
  id: `stream-${randomUUID().slice(0, 8)}`,
  ...{ recipient, rate, schedule, ...(token !== undefined && { token }) },
  ...{ status: 'draft', nextAction: 'start', createdAt: now(), updatedAt: now() },
});

export const started = (stream: FrontendStream): FrontendStream => ({
  ...stream,
  ...{ status: 'active', nextAction: 'pause', updatedAt: now() },
});

/** `hash` is the transaction of the settlement; without one there was none. */
export function ended(stream: FrontendStream, hash: string | undefined): FrontendStream {
  const at = now();
  return {
    ...stream,
    ...{ status: 'ended', nextAction: 'withdraw', updatedAt: at },
    ...(hash !== undefined && { settlementTxHash: hash }),
    withdrawal: { state: 'pending', requestedAt: at },
    settlement: { ...(hash !== undefined && { txHash: hash }), settledAt: at },
  };
}
