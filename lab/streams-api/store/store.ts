import { rmSync } from 'node:fs';
import type { Database } from 'node-sqlite3-wasm';
import type { Payment } from '../chain.ts';
import type { RememberedAnswer } from '../seams.ts';

/** What the streams of both dialects have in common. */
export interface StreamRow {
  id: string;
  status: string;
  recipient: string;
}

/** A stream and whose it is. */
export interface Owned<Row> {
  user: string;
  row: Row;
}

const SCHEMA = `
  PRAGMA synchronous=OFF;
  CREATE TABLE IF NOT EXISTS streams (nr INTEGER PRIMARY KEY, id TEXT UNIQUE, user TEXT, row TEXT);
  CREATE TABLE IF NOT EXISTS payments (nr INTEGER PRIMARY KEY, payment TEXT);
  CREATE TABLE IF NOT EXISTS answers (user TEXT, deed TEXT, key TEXT, answer TEXT, PRIMARY KEY (user, deed, key));`;

/** Streams, payments and answers under idempotency keys, in SQLite. Everything is written at once. */
export class Store<Row extends StreamRow> {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
    database.exec(SCHEMA);
  }

  /** Opens a file, or memory. SQLite is loaded here and nowhere else: few runs need it. */
  static async open<Row extends StreamRow>(file = ':memory:'): Promise<Store<Row>> {
    const { default: sqlite } = await import('node-sqlite3-wasm');
    // One API has one file: a lock that is already there was left by one that was killed.
    rmSync(`${file}.lock`, { recursive: true, force: true });
    return new Store<Row>(new sqlite.Database(file));
  }

  /** All streams, the oldest first. */
  streams(): Owned<Row>[] {
    return this.#database.all('SELECT user, row FROM streams ORDER BY nr').map(asOwned<Row>);
  }

  stream(id: string): Owned<Row> | undefined {
    const found = this.#database.get('SELECT user, row FROM streams WHERE id = ?', id);
    return found ? asOwned<Row>(found) : undefined;
  }

  /** Adds a stream, or replaces the one of the same id. */
  keep({ user, row }: Owned<Row>): void {
    this.#database.run(
      'INSERT INTO streams (id, user, row) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET row = excluded.row',
      [row.id, user, JSON.stringify(row)],
    );
  }

  payments(): Payment[] {
    return this.#database
      .all('SELECT payment FROM payments ORDER BY nr')
      .map(({ payment }) => JSON.parse(payment as string) as Payment);
  }

  pay(payment: Payment): void {
    this.#database.run('INSERT INTO payments (payment) VALUES (?)', JSON.stringify(payment));
  }

  answers(): RememberedAnswer[] {
    return this.#database
      .all('SELECT answer FROM answers')
      .map(({ answer }) => JSON.parse(answer as string) as RememberedAnswer);
  }

  remember(answer: RememberedAnswer): void {
    const { user, deed, key } = answer;
    this.#database.run('INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)', [user, deed, key, JSON.stringify(answer)]);
  }

  /** Whether the database answers. */
  isAlive(): boolean {
    try {
      return this.#database.get('SELECT 1') !== null;
    } catch {
      return false;
    }
  }

  close(): void {
    this.#database.close();
  }
}

const asOwned = <Row>({ user, row }: Record<string, unknown>): Owned<Row> => ({
  user: String(user),
  row: JSON.parse(String(row)) as Row,
});
