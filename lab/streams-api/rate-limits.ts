/** How many requests of a user are served; the frontend alone has limits. */
export interface Limits {
  readsPerMinute: number;
  writesPerMinute: number;
  /** How long a user who met a limit has to wait. Default: until the minute is over. */
  retryAfterSeconds?: number;
}

interface Minute {
  count: number;
  /** `performance.now()` when it is over. */
  endsAt: number;
}

const MINUTE_MS = 60_000;

/** Counts requests by user, reads and writes apart. */
export class RateLimits {
  readonly #limits: Limits;
  readonly #minutes = new Map<string, Minute>();

  constructor(limits: Limits = { readsPerMinute: Infinity, writesPerMinute: Infinity }) {
    this.#limits = limits;
  }

  /** Counts a request. Undefined where it is served, else the whole seconds after which the next one is. */
  secondsToWait(user: string, isRead: boolean): number | undefined {
    const now = performance.now();
    const id = `${isRead ? 'read' : 'write'} ${user}`;
    const known = this.#minutes.get(id);
    const minute = known && known.endsAt > now ? known : { count: 0, endsAt: now + MINUTE_MS };
    this.#minutes.set(id, minute);
    const { readsPerMinute, writesPerMinute, retryAfterSeconds } = this.#limits;
    minute.count += 1;
    if (minute.count <= (isRead ? readsPerMinute : writesPerMinute)) return undefined;
    // The first refusal sets the end; the ones after it only come nearer.
    if (retryAfterSeconds !== undefined) minute.endsAt = Math.min(minute.endsAt, now + retryAfterSeconds * 1000);
    return Math.max(1, Math.ceil((minute.endsAt - now) / 1000));
  }
}
