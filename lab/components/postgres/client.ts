import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { outcomeOf, type Failure, type Unacknowledged } from './outcome.ts';

const GOODBYE_WITHIN_MS = 1_000;

/** What became of one statement, as the writer knows it. `ambiguous` is never counted as failed: the row may be there. */
export type Written =
  | { outcome: 'acknowledged'; rows: Record<string, unknown>[]; tries: number }
  | ({ outcome: 'failed' | 'ambiguous'; tries: number } & Failure);

export interface Writer {
  /**
   * One statement in a transaction of its own. It never throws. After `failed` it is tried again for as long as `mayRetry` says so,
   * which may take its time to say it; after `ambiguous` only where it is also `isRepeatable` (an insert with `on conflict do nothing`).
   */
  write(statement: string, values?: unknown[], options?: WriteOptions): Promise<Written>;
  /** Whether a connection is open now. */
  isConnected(): boolean;
  /** Closes all connections, also those on which nobody answers. */
  close(): Promise<void>;
}

type Once = { outcome: 'acknowledged'; rows: Record<string, unknown>[] } | Unacknowledged;

export interface WriteOptions {
  mayRetry?: (failure: Failure, tries: number) => boolean | Promise<boolean>;
  isRepeatable?: boolean;
}

interface WriterOptions {
  /** Of PgBouncer, or of a node: `pg` knows no second host, and with a list of hosts it takes the first, a standby or not. */
  host: string;
  port: number;
  user: string;
  database: string;
  /** Connections at most. Default 10. */
  connections?: number;
  /** Milliseconds to connect and for a free connection. Default 2,000. */
  connectWithinMs?: number;
  /** Milliseconds for an answer, then the connection is cut and the outcome is ambiguous. Default 5,000. */
  answerWithinMs?: number;
}

/** A pool of writers through PgBouncer in transaction mode: unnamed statements only, no state of a session. */
export function openWriter({
  connections = 10,
  connectWithinMs = 2_000,
  answerWithinMs = 5_000,
  ...whom
}: WriterOptions): Writer {
  const pool = new pg.Pool({
    ...whom,
    ...{ max: connections, idleTimeoutMillis: 0, allowExitOnIdle: true },
    ...{ connectionTimeoutMillis: connectWithinMs, query_timeout: answerWithinMs },
  });
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => void open.add(client));
  pool.on('remove', (client) => void open.delete(client));
  pool.on('error', () => undefined); // A connection that nobody uses was lost; the next statement opens another.

  const once = async (statement: string, values: unknown[]): Promise<Once> => {
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (error) {
      return outcomeOf(error, { isSent: false });
    }
    try {
      const { rows } = await client.query<Record<string, unknown>>(statement, values);
      client.release();
      return { outcome: 'acknowledged', rows };
    } catch (error) {
      const result = outcomeOf(error, { isSent: true });
      if (result.endsConnection) cut(client);
      client.release(result.endsConnection);
      return result;
    }
  };

  return {
    async write(statement, values = [], { mayRetry = () => false, isRepeatable = false } = {}) {
      for (let tries = 1; ; tries++) {
        const result = await once(statement, values);
        if (result.outcome === 'acknowledged') return { ...result, tries };
        const { outcome, code, words } = result;
        const failure = { outcome, code, words };
        const isOver = outcome === 'ambiguous' && !isRepeatable;
        if (isOver || !(await mayRetry(failure, tries))) return { ...failure, tries };
      }
    },
    isConnected: () => open.size > 0,
    async close() {
      const closed = pool.end();
      await Promise.race([closed, pause(GOODBYE_WITHIN_MS, undefined, { ref: false })]);
      for (const client of open) cut(client);
      await closed;
    },
  };
}

/** `pg` says goodbye first, and waits for an answer; a frozen server gives none. */
const cut = (client: pg.PoolClient): void =>
  void (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
