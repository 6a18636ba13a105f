import { pgbench, type PgbenchResult } from '../../components/pgbouncer/pgbench.ts';
import type { Ground } from '../../ground/ground.ts';
import type { Drill, DrillStand, Finding } from '../drill.ts';
import { startBehind, type BehindPostgres } from './behind.ts';

const LOAD = { clients: 500, threads: 8, seconds: 30 };

interface PgbenchStand extends DrillStand {
  ground: Ground;
  behind: BehindPostgres;
}

/** Many clients at once, more than Postgres takes itself: PgBouncer serves all of them. The load is the fault. */
export function drillPgBouncer(id: `A${number}`, maxClients?: number): Drill<PgbenchStand> {
  let result: PgbenchResult;
  return {
    ...{ id, letter: 'A', runbook: 'docs/runbooks/postgres.md', deadlineMs: 240_000 },
    title: `PgBouncer: ${LOAD.clients} clients for ${LOAD.seconds} s`,
    hypothesis: 'no transaction fails, no client loses its connection, and none is refused one',
    start: async (ground) => {
      const behind = await startBehind(ground, { ...(maxClients !== undefined && { maxClients }) });
      return {
        ...{ ground, behind, isSteady: behind.isSteady, end: behind.stop },
        begin: () => Promise.resolve(),
        quiesce: () => Promise.resolve(),
        evidence: () => Object.fromEntries(behind.nodes.map((node) => [`${node.name}.log`, node.said()])),
      };
    },
    method: async ({ ground, behind: { pgbouncer } }, tell) => {
      const { clients, threads, seconds } = LOAD;
      tell('action', `pgbench: ${clients} clients in ${threads} threads for ${seconds} s`);
      result = await pgbench(ground, { ...LOAD, host: pgbouncer.host, port: pgbouncer.port });
      const { transactions, transactionsPerSecond, latencyMs } = result;
      tell('observation', `${transactions} transactions, ${transactionsPerSecond} in a second, ${latencyMs} ms each`);
      return {};
    },
    judge: () => {
      const { transactions, failedTransactions, abortedClients, connectionErrors, words } = result;
      const firstError = /^.*(?:error|FATAL|failed:|aborted).*$/im.exec(words)?.[0] ?? '';
      return Promise.resolve([
        {
          oracle: 'transactions are committed',
          outcome: transactions > 0 ? 'pass' : 'inconclusive',
          words: `${transactions} in ${LOAD.seconds} s`,
        },
        none('no transaction fails', failedTransactions, firstError),
        none('no client is given up', abortedClients, firstError),
        none('no connection is refused', connectionErrors, firstError),
      ]);
    },
  };
}

const none = (oracle: string, value: number, firstError: string): Finding => ({
  oracle,
  outcome: value === 0 ? 'pass' : 'fail',
  words: value === 0 ? 'none' : `${value}; the first: ${firstError}`,
  measured: { value, budget: 0, unit: 'requests' },
});
