import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** The chain has not taken a settlement: nothing was paid. */
export class ChainFailure extends Error {}

/** How the mock chain is at the moment; may be changed while it runs. */
export interface ChainConditions {
  /** How long a payment takes, in milliseconds. */
  latencyMs: number;
  /** So many of the next payments fail. */
  failNext: number;
}

/** One row of the ledger. */
export interface Payment {
  streamId: string;
  /** 64 hex digits. */
  hash: string;
  /** ISO 8601. */
  at: string;
}

/** A chain on which no money moves: each payment is written to a ledger under a hash of its own. */
export class MockChain implements ChainConditions {
  latencyMs = 0;
  failNext = 0;
  readonly #write: (payment: Payment) => void;

  constructor(write: (payment: Payment) => void) {
    this.#write = write;
  }

  /** Settles a stream and tells its hash. Throws {@link ChainFailure} where it was told to fail. */
  async pay(streamId: string): Promise<string> {
    if (this.latencyMs > 0) await setTimeout(this.latencyMs);
    if (this.failNext > 0) {
      this.failNext -= 1;
      throw new ChainFailure('The chain did not take the transaction');
    }
    const hash = randomBytes(32).toString('hex');
    this.#write({ streamId, hash, at: new Date().toISOString() });
    return hash;
  }
}
