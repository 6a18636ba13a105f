import { setTimeout as pause } from 'node:timers/promises';
import type { Monitor } from '../postgres/monitor.ts';
import type { PgBouncer } from './start.ts';

/** One change of direction. */
export interface Move {
  /** Milliseconds since the epoch, when PgBouncer had said that it is pointed there. */
  atMs: number;
  to: string;
}

export interface Follower {
  moves(): Move[];
  /** Why it could not ask or point when it looked last; empty where it could. */
  why(): string;
  stop(): Promise<void>;
}

const EVERY_MS = 100;

/**
 * Points PgBouncer to the primary whenever the monitor names another: nothing in pg_auto_failover does that. While nobody is primary,
 * and while the monitor is silent, PgBouncer stays where it is.
 */
export function followPrimary(
  { primary }: Pick<Monitor, 'primary'>,
  pgbouncer: Pick<PgBouncer, 'target' | 'pointTo'>,
  { everyMs = EVERY_MS }: { everyMs?: number } = {},
): Follower {
  const stopping = new AbortController();
  const moves: Move[] = [];
  let why = '';

  const look = async (): Promise<void> => {
    const found = await primary();
    if (!found || found.port === pgbouncer.target().port) return;
    await pgbouncer.pointTo({ host: found.host, port: found.port });
    moves.push({ atMs: Date.now(), to: found.name });
  };
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      why = await look().then(
        () => '',
        (error: unknown) => (error as Error).message,
      );
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const followed = follow();
  return {
    moves: () => [...moves],
    why: () => why,
    stop: async () => {
      stopping.abort();
      await followed;
    },
  };
}
