interface Bucket {
  tokens: number;
  /** Up to when tokens have been given, in milliseconds. */
  filledAt: number;
}

/** How many upgrades an IP address may ask for: `burst` at once, and one more after each `refillEveryMs`. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #burst: number;
  readonly #refillEveryMs: number;

  constructor({ burst, refillEveryMs }: { burst: number; refillEveryMs: number }) {
    this.#burst = burst;
    this.#refillEveryMs = refillEveryMs;
  }

  /** Takes a token of this address; false where none is left. */
  allows(address: string, nowMs = performance.now()): boolean {
    const bucket = this.#buckets.get(address) ?? { tokens: this.#burst, filledAt: nowMs };
    this.#buckets.set(address, bucket);
    const earned = Math.floor((nowMs - bucket.filledAt) / this.#refillEveryMs);
    bucket.tokens = Math.min(this.#burst, bucket.tokens + earned);
    bucket.filledAt += earned * this.#refillEveryMs;
    if (bucket.tokens === 0) return false;
    bucket.tokens -= 1;
    return true;
  }
}
