import pg from 'pg';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import { wordsOf } from '../say.ts';
import { NotTaken, Unstorable, type Row, type Table } from './table.ts';

/** Who writes events holds this lock until the commit, so that nobody sees a number before all lower ones. */
const WRITERS = 7_001;

const SCHEMA = `DO $$ BEGIN
  PERFORM pg_advisory_xact_lock(${WRITERS});
  CREATE TABLE IF NOT EXISTS events (seq bigserial PRIMARY KEY, id text UNIQUE NOT NULL, event jsonb NOT NULL);
  CREATE TABLE IF NOT EXISTS outbox (id text PRIMARY KEY, instance text NOT NULL, at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS pulse (instance text PRIMARY KEY, at timestamptz NOT NULL);
END $$`;

/** A retry that finds its row writes it again: only what is written waits for the replica. */
const ON_CONFLICT = { first: 'NOTHING', retry: 'UPDATE SET id = excluded.id' };

/** One statement is one transaction, which is what PgBouncer hands a server to. */
const insert = (conflict: string, hasOutbox: boolean): string => `
  WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(${WRITERS})),
  kept AS (
    INSERT INTO events (id, event)
    SELECT item.event->>'id', item.event FROM turn, jsonb_array_elements($1::jsonb) WITH ORDINALITY AS item (event, place)
    ORDER BY item.place ON CONFLICT (id) DO ${conflict} RETURNING id, xmax = 0 AS is_new
  )
  ${hasOutbox ? 'INSERT INTO outbox (id, instance) SELECT id, $2 FROM kept WHERE is_new ON CONFLICT DO NOTHING' : 'SELECT count(*), $2::text FROM kept'}`;

interface PostgresOptions {
  /** The name of this instance. */
  instance: string;
  /** Notes each event for the event bus in the same transaction. */
  hasOutbox: boolean;
}

const CONNECT_WITHIN_MS = 1_000;
const ANSWER_WITHIN_MS = 2_000;
const CONNECTIONS = 6;

/** The connections of one instance. A query without an answer loses its connection; nothing is ever cancelled at the server. */
export function openPool(url: string, connections = CONNECTIONS): pg.Pool {
  const limits = { connectionTimeoutMillis: CONNECT_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS, max: connections };
  const pool = new pg.Pool({ connectionString: url, ...limits, idleTimeoutMillis: 30_000 });
  // A connection that was given up, or that nobody uses, may still report its end: whoever asked on it knows already.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}

/** The table in Postgres; made where it is missing. Throws where Postgres cannot be reached. */
export async function openPostgresTable(pool: pg.Pool, { instance, hasOutbox }: PostgresOptions): Promise<Table> {
  await pool.query(SCHEMA);
  return {
    append: async (events, isRetry) => {
      const client = await pool.connect().catch((error: unknown) => {
        throw new NotTaken(`no connection: ${wordsOf(error)}`, { cause: error });
      });
      let failure: Error | undefined;
      try {
        await client.query(insert(ON_CONFLICT[isRetry ? 'retry' : 'first'], hasOutbox), [
          JSON.stringify(unique(events)),
          instance,
        ]);
      } catch (error) {
        failure = asStoreError(error as Error);
        throw failure;
      } finally {
        client.release(failure);
      }
    },
    after: async (seq, limit) => {
      const query = 'SELECT seq, event FROM events WHERE seq > $1 ORDER BY seq LIMIT $2';
      const { rows } = await pool.query<{ seq: string; event: NostrEvent }>(query, [seq, limit]);
      return rows.map((row): Row => ({ seq: Number(row.seq), event: row.event }));
    },
    prove: async () => {
      const write = 'INSERT INTO pulse VALUES ($1, now()) ON CONFLICT (instance) DO UPDATE SET at = excluded.at';
      await pool.query(write, [instance]);
    },
  };
}

/** One statement may not meet the same row twice. */
const unique = (events: NostrEvent[]): NostrEvent[] => [...new Map(events.map((event) => [event.id, event])).values()];

/** PgBouncer had no server to hand the statement to. Its "server conn crashed?" is another thing: there the statement was sent. */
const HAD_NO_SERVER = /server_login_retry|query_wait_timeout|no more connections|pgbouncer cannot connect/;

/** 22: what is in the event. 08 and 57: connection and shutdown. 25: read-only. 53: no room. No code: nobody said anything. */
export function asStoreError(error: Error): Error {
  const sqlState = (error as { code?: unknown }).code;
  if (typeof sqlState !== 'string' || !/^[0-9A-Z]{5}$/.test(sqlState)) return error;
  if (sqlState.startsWith('22')) return new Unstorable(`${sqlState} ${error.message}`, { cause: error });
  if (/^(25|53|57P03)/.test(sqlState) || HAD_NO_SERVER.test(error.message))
    return new NotTaken(`${sqlState} ${error.message}`, { cause: error });
  return error;
}
