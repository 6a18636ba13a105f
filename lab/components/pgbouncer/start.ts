import { join } from 'node:path';
import type { Component, Ground } from '../../ground/ground.ts';
import { ask, answers } from '../postgres/ask.ts';
import { DATABASE, USER } from '../postgres/settings.ts';
import { asIni, USERS } from './settings.ts';

interface PgBouncerOptions {
  /** The primary of now. */
  target: Address;
  /** Default: 50. */
  poolSize?: number;
  /** Default: 1,000. */
  maxClients?: number;
}

interface Address {
  host: string;
  port: number;
}

/** Counts of now, for the database of the application. Source: PgBouncer's SHOW POOLS and SHOW STATS. */
export interface PoolCounts {
  clientsActive: number;
  clientsWaiting: number;
  serversActive: number;
  serversIdle: number;
  /** The longest that a client waits now, in milliseconds. */
  longestWaitMs: number;
  /** Since the start. */
  transactions: number;
  queries: number;
}

/** A pool of connections to Postgres in transaction mode; its node is called pgbouncer. */
export interface PgBouncer extends Component, Address {
  readonly user: string;
  readonly database: string;
  /** Milliseconds. */
  readonly startedInMs: number;
  /** Where it is pointed. */
  target(): Address;
  /**
   * Writes the address to its file and reloads. Statements that run keep their connection until they end. Throws where PgBouncer does
   * not say afterwards that it is pointed there.
   */
  pointTo(target: Address): Promise<void>;
  /** Throws where it does not answer. */
  counts(): Promise<PoolCounts>;
}

const HOST = '127.0.0.1';

/** Starts it before a database; resolves when it answers, which needs no Postgres. */
export async function startPgBouncer(ground: Ground, options: PgBouncerOptions): Promise<PgBouncer> {
  const { poolSize = 50, maxClients = 1_000 } = options;
  const beganAt = performance.now();
  const [port = 0] = await ground.ports(1);
  const directory = ground.place('pgbouncer');
  const [file, users] = [join(directory, 'pgbouncer.ini'), join(directory, 'users.txt')];
  const write = (path: string, text: string): Promise<string> =>
    ground.run('sh', ['-c', 'cat > "$0"', path], { input: text });
  const console = { host: HOST, port, user: USER, database: 'pgbouncer' };
  const show = async (what: string): Promise<Record<string, string>> => {
    const { rows } = await ask(console, (client) => client.query<Record<string, string>>(`SHOW ${what}`));
    return rows.find((row) => row['database'] === DATABASE || row['name'] === DATABASE) ?? {};
  };
  let target = options.target;
  const writeFile = (): Promise<string> => write(file, asIni({ port, target, poolSize, maxClients, users }));

  await write(users, USERS);
  await writeFile();
  const node = ground.node({
    name: 'pgbouncer',
    program: 'pgbouncer',
    arguments: [file],
    isReady: () => answers(console, 'SHOW VERSION'),
  });
  await node.start();

  return {
    ...{ name: 'pgbouncer', nodes: [node], host: HOST, port, user: USER, database: DATABASE },
    startedInMs: Math.round(performance.now() - beganAt),
    target: () => target,
    async pointTo(to) {
      target = to;
      await writeFile();
      await ask(console, (client) => client.query('RELOAD'));
      const { host, port: at } = await show('DATABASES');
      if (host !== to.host || Number(at) !== to.port)
        throw new Error(
          `pgbouncer: reloaded, but pointed to ${host ?? 'nothing'}:${at ?? ''} instead of ${to.host}:${to.port}`,
        );
    },
    async counts() {
      const [pools, stats] = [await show('POOLS'), await show('STATS')];
      const of = (from: Record<string, string>, name: string): number => Number(from[name] ?? 0);
      return {
        clientsActive: of(pools, 'cl_active'),
        clientsWaiting: of(pools, 'cl_waiting'),
        serversActive: of(pools, 'sv_active'),
        serversIdle: of(pools, 'sv_idle'),
        longestWaitMs: of(pools, 'maxwait') * 1000 + Math.round(of(pools, 'maxwait_us') / 1000),
        transactions: of(stats, 'total_xact_count'),
        queries: of(stats, 'total_query_count'),
      };
    },
    stop: () => node.stop(),
  };
}
