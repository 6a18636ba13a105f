import { openPool } from '../../system/store/postgres-table.ts';

/** The ids of all events in the table, asked of the database itself. Throws where it does not answer. */
export async function storedInPostgres(url: string): Promise<string[]> {
  const pool = openPool(url, 1);
  try {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM events');
    return rows.map(({ id }) => id);
  } finally {
    await pool.end();
  }
}

/** How many accepted events wait for the event bus to confirm them. */
export async function waitingInOutbox(url: string): Promise<number> {
  const pool = openPool(url, 1);
  try {
    const { rows } = await pool.query<{ count: string }>('SELECT count(*) FROM outbox');
    return Number(rows[0]?.count);
  } finally {
    await pool.end();
  }
}
