import pg from 'pg';
import { DATABASE, USER } from './settings.ts';

interface Whom {
  host: string;
  port: number;
  user: string;
  database: string;
}

const WITHIN_MS = 2_000;

/** One connection for a few questions; closed in any case. Throws what Postgres says, or a timeout after 2 s. */
export async function ask<Answer>(whom: Whom, questions: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ ...whom, connectionTimeoutMillis: WITHIN_MS, query_timeout: WITHIN_MS });
  client.on('error', () => undefined); // Told to whoever asks.
  try {
    await client.connect();
    return await questions(client);
  } finally {
    void client.end().catch(() => undefined); // A frozen server never says goodbye.
  }
}

/** Whether it answers a question now. */
export const answers = (whom: Whom, question = 'select 1'): Promise<boolean> =>
  ask(whom, (client) => client.query(question)).then(
    () => true,
    () => false,
  );

/**
 * A pg_basebackup waits for a checkpoint that Postgres spreads over minutes; another demand for one makes it hurry. Done only where
 * one waits. Source: PostgreSQL 15 documentation, pg_basebackup, --checkpoint.
 */
export async function finishCheckpoint({ host, port }: { host: string; port: number }): Promise<void> {
  const waiting = `select 1 from pg_stat_progress_basebackup where phase = 'waiting for checkpoint to finish'`;
  await ask({ host, port, user: USER, database: DATABASE }, async (client) => {
    const { rowCount } = await client.query(waiting);
    if (rowCount) await client.query('checkpoint');
  }).catch(() => undefined); // It is no primary any more, or not yet; whoever waits asks again.
}
