import type pg from 'pg';

/** Accepted events that the event bus has not confirmed yet, by id. */
export interface Outbox {
  /** The oldest ones. */
  waiting: (limit: number) => Promise<string[]>;
  confirmed: (ids: string[]) => Promise<void>;
}

/** Entries of an instance that is gone are taken by the other after so long; a slow one makes a message come twice. */
const ORPHANED_AFTER_SECONDS = 10;

/** Was written in the transaction of the event itself, so that neither is there without the other. */
export const outboxIn = (pool: pg.Pool, instance: string): Outbox => ({
  waiting: async (limit) => {
    const mine = `instance = $1 OR at < now() - interval '${ORPHANED_AFTER_SECONDS} s'`;
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM outbox WHERE ${mine} ORDER BY at LIMIT $2`, [
      instance,
      limit,
    ]);
    return rows.map(({ id }) => id);
  },
  confirmed: async (ids) => {
    await pool.query('DELETE FROM outbox WHERE id = ANY($1)', [ids]);
  },
});

/** Without Postgres: in memory. An instance that is killed forgets what was not confirmed. */
export function memoryOutbox(): Outbox & { add: (id: string) => void } {
  const ids = new Set<string>();
  return {
    add: (id) => void ids.add(id),
    waiting: (limit) => Promise.resolve([...ids].slice(0, limit)),
    confirmed: (done) => {
      for (const id of done) ids.delete(id);
      return Promise.resolve();
    },
  };
}
