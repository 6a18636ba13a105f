import type { Ground } from '../../ground/ground.ts';
import { DATABASE, USER } from '../postgres/settings.ts';

interface PgbenchOptions {
  /** Of PgBouncer. */
  host: string;
  port: number;
  /** Default: 500, 8 and 30. */
  clients?: number;
  threads?: number;
  seconds?: number;
  /** Its branches: more of them, fewer wait for the same row. Default: 10. */
  scale?: number;
}

/** What pgbench says at its end. */
export interface PgbenchResult {
  transactions: number;
  failedTransactions: number;
  /** Clients that ended early: pgbench gives up one that loses its connection or cannot get one. */
  abortedClients: number;
  connectionErrors: number;
  transactionsPerSecond: number;
  latencyMs: number;
  connectedInMs: number;
  /** All that it said. */
  words: string;
}

const SPARE_MS = 60_000;

/**
 * Fills its tables and runs it. Throws where it says nothing that can be counted, with its words.
 * @public
 */
export async function pgbench(ground: Ground, options: PgbenchOptions): Promise<PgbenchResult> {
  const { host, port, clients = 500, threads = 8, seconds = 30, scale = 10 } = options;
  const whom = ['-h', host, '-p', String(port), '-U', USER, DATABASE];
  await ground.run('pgbench', ['-i', '-q', '-s', String(scale), ...whom], { withinMs: SPARE_MS });
  const load = ['-c', String(clients), '-j', String(threads), '-T', String(seconds)];
  const words = await ground.run(
    'sh',
    ['-c', 'ulimit -n 4096; pgbench "$@" 2>&1 || true', 'pgbench', ...load, ...whom],
    {
      withinMs: seconds * 1000 + SPARE_MS,
    },
  );
  return readPgbench(words);
}

const NOTHING_DONE = {
  ...{ transactions: 0, failedTransactions: 0, abortedClients: 0 },
  ...{ transactionsPerSecond: 0, latencyMs: 0, connectedInMs: 0 },
};

/**
 * Reads pgbench's report. Where a connection was refused at the start there is none: no transaction was made. Throws where a number is
 * missing. Source: PostgreSQL 15, pgbench, printResults.
 */
export function readPgbench(words: string): PgbenchResult {
  const connectionErrors = words.match(/connection to server .* failed|could not create connection/g)?.length ?? 0;
  const isOver = words.includes('transactions actually processed');
  if (connectionErrors > 0 && !isOver) return { ...NOTHING_DONE, connectionErrors, words };
  const number = (pattern: RegExp): number => {
    const found = pattern.exec(words)?.[1];
    if (found === undefined) throw new Error(`pgbench: no ${pattern.source} in what it said:\n${words.slice(-4000)}`);
    return Number(found);
  };
  return {
    transactions: number(/transactions actually processed: (\d+)/),
    failedTransactions: number(/number of failed transactions: (\d+)/),
    abortedClients: words.match(/client \d+ (?:script \d+ )?aborted/g)?.length ?? 0,
    connectionErrors,
    transactionsPerSecond: number(/tps = ([\d.]+)/),
    latencyMs: number(/latency average = ([\d.]+) ms/),
    connectedInMs: number(/initial connection time = ([\d.]+) ms/),
    words,
  };
}
