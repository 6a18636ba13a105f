import { watched } from '../../components/alerts/rules.ts';
import { followPrimary, type Follower } from '../../components/pgbouncer/follow-primary.ts';
import { startPgBouncer, type PgBouncer } from '../../components/pgbouncer/start.ts';
import { startPostgres, type Postgres } from '../../components/postgres/start.ts';
import type { Ground } from '../../ground/ground.ts';
import { storedInPostgres } from '../../load/stored/in-postgres.ts';
import type { Backing } from '../system-stand.ts';

/** Postgres behind the relays, through PgBouncer, which follows the primary. */
export interface BehindPostgres extends Backing {
  postgres: Postgres;
  pgbouncer: PgBouncer;
  follower: Follower;
}

interface BehindOptions {
  /** Default: true. False: a commit is acknowledged before the standby has it. */
  isSynchronous?: boolean;
  /** Of PgBouncer. Default: 1,000. */
  maxClients?: number;
}

/** Starts all of it. Takes Postgres down again where PgBouncer does not come up. */
export async function startBehind(
  ground: Ground,
  { isSynchronous = true, ...options }: BehindOptions = {},
): Promise<BehindPostgres> {
  const postgres = await startPostgres(ground, { synchronous: isSynchronous });
  const pgbouncer = await startBouncer(ground, postgres, options).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  const follower = followPrimary(postgres, pgbouncer);
  const { user, database, monitor } = postgres;
  const url = `postgres://${user}@${pgbouncer.host}:${pgbouncer.port}/${database}`;
  const addresses = new Map([...postgres.addresses, ['monitor', monitor]]);
  return {
    ...{ postgres, pgbouncer, follower },
    backends: { postgres: { url } },
    watched: [...addresses].map(([name, { host, port }]) => watched(name, 'postgres', `${host}:${port}`)),
    kept: () => storedInPostgres(url),
    nodes: [...postgres.nodes, ...pgbouncer.nodes],
    isSteady: () =>
      postgres.settled(1_000).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    stop: async () => {
      await follower.stop();
      // Nobody needs its data any more, and a shutdown takes seconds.
      await Promise.all(postgres.nodes.map((node) => node.kill()));
      await Promise.all([pgbouncer.stop(), postgres.stop()]);
    },
  };
}

async function startBouncer(
  ground: Ground,
  postgres: Postgres,
  options: Pick<BehindOptions, 'maxClients'>,
): Promise<PgBouncer> {
  const primary = await postgres.primary();
  if (!primary) throw new Error('postgres: nobody is primary');
  return startPgBouncer(ground, { target: primary, ...options });
}
