import { randomUUID } from 'node:crypto';

export const STATUSES = ['active', 'paused', 'cancelled', 'completed'] as const;

export type Status = (typeof STATUSES)[number];

/** A row as StreamPay's backend serves it. Times are ISO 8601, amounts are decimals in text. */
export interface BackendStream {
  id: string;
  payer: string;
  recipient: string;
  status: Status;
  ratePerSecond: string;
  startTime: string;
  endTime: string | null;
  totalAmount: string;
  lastSettledAt: string;
  labels: string[];
  offChainMemo: string | null;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
  chainId: string;
  contractAddress: string | null;
  transactionHash: string | null;
  metadata: string | null;
}

/** What a client says of a stream to be. */
export type NewStream = Pick<BackendStream, 'payer' | 'recipient' | 'ratePerSecond' | 'startTime' | 'totalAmount'> & {
  endTime?: string | undefined;
};

/** What a client may change. */
export type Change = Partial<Pick<BackendStream, 'labels' | 'offChainMemo' | 'status'>>;

export function fresh({ payer, recipient, ratePerSecond, startTime, endTime, totalAmount }: NewStream): BackendStream {
  const now = new Date().toISOString();
  return {
    ...{ id: randomUUID(), payer, recipient, status: 'active', ratePerSecond },
    ...{ startTime, endTime: endTime ?? null, totalAmount, lastSettledAt: startTime },
    ...{ labels: [], offChainMemo: null, createdAt: now, updatedAt: now, deletedAt: null },
    ...{ chainId: 'mock', contractAddress: null, transactionHash: null, metadata: null },
  };
}

/** The row after a change. Its time is always later than before, since clients compare it. */
export const changed = (row: BackendStream, change: Partial<BackendStream>): BackendStream => ({
  ...row,
  ...change,
  updatedAt: new Date(Math.max(Date.now(), Date.parse(row.updatedAt) + 1)).toISOString(),
});

/** The row after its settlement. `hash` is the transaction; without one there was none. */
export const completed = (row: BackendStream, hash: string | undefined, change: Change = {}): BackendStream =>
  changed(row, {
    ...{ ...change, status: 'completed' },
    ...(hash !== undefined && { transactionHash: hash, lastSettledAt: new Date().toISOString() }),
  });

/** The row as it is shown: with what has come together since the last settlement, by an estimate. */
export function withEstimate(row: BackendStream): BackendStream & { accruedEstimate: string } {
  const until = Math.min(Date.now(), row.endTime === null ? Infinity : Date.parse(row.endTime));
  const seconds = Math.max(0, (until - Date.parse(row.lastSettledAt)) / 1000);
  return { ...row, accruedEstimate: row.status === 'active' ? String(seconds * Number(row.ratePerSecond)) : '0' };
}
