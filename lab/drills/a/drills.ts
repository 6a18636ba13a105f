import { followPrimary } from '../../components/pgbouncer/follow-primary.ts';
import { startPgBouncer } from '../../components/pgbouncer/start.ts';
import { startPostgres, type Postgres } from '../../components/postgres/start.ts';
import type { Ground } from '../../ground/ground.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill } from '../drill.ts';
import { standSystem, type Backing, type SystemStand } from '../system-stand.ts';

interface BehindPostgres extends Backing {
  postgres: Postgres;
}

async function startBehind(ground: Ground, isSynchronous: boolean): Promise<BehindPostgres> {
  const postgres = await startPostgres(ground, { synchronous: isSynchronous });
  const primary = await postgres.primary();
  if (!primary) throw new Error('postgres: nobody is primary');
  const pgbouncer = await startPgBouncer(ground, { target: primary });
  const follower = followPrimary(postgres, pgbouncer);
  const { user, database } = postgres;
  return {
    postgres,
    backends: { postgres: { url: `postgres://${user}@${pgbouncer.host}:${pgbouncer.port}/${database}` } },
    nodes: [...postgres.nodes, ...pgbouncer.nodes],
    isSteady: () =>
      postgres.settled(1_000).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    stop: async () => {
      await follower.stop();
      await Promise.all([pgbouncer.stop(), postgres.stop()]);
    },
  };
}

const BUDGET: Budget = { noticed: 60_000, back: 60_000, whole: 60_000, silence: 8_000 };

type Victim = 'primary' | 'replica' | 'monitor';

const DONE = { kill: 'killed', freeze: 'frozen' } as const;

/** A part of Postgres goes: writes stop for less than a minute, and nothing that was acknowledged is lost. */
export function drillA(
  id: `A${number}`,
  victim: Victim,
  fault: keyof typeof DONE,
  isSynchronous = true,
): Drill<SystemStand<BehindPostgres>> {
  let struck: Struck;
  return {
    ...{ id, letter: 'A', runbook: 'docs/runbooks/postgres.md', deadlineMs: 300_000 },
    title: `PostgreSQL: the ${victim} is ${DONE[fault]}`,
    hypothesis: 'writes stop for less than a minute, no acknowledged event is lost, and who went is back as a replica',
    start: (ground) => standSystem(ground, { behind: (under) => startBehind(under, isSynchronous) }),
    method: async (stand, tell) => {
      const { postgres } = stand.behind;
      const primary = (await postgres.primary())?.name ?? '';
      const name = nameOf(victim, primary);
      const node = postgres.node(name);
      const isNoticed = async (): Promise<boolean> => {
        if (victim === 'monitor') return !node.isAlive();
        const states = JSON.stringify(await postgres.states());
        return victim === 'primary'
          ? (await postgres.primary())?.name === nameOf('replica', primary)
          : !states.includes('secondary');
      };
      const done = await strike(
        stand,
        {
          ...{
            op: 'publish',
            action: `${name}, the ${victim}, is ${DONE[fault]}`,
            noticed: 'the monitor has acted on it',
          },
          strike: async () => {
            if (!isSynchronous) await postgres.freezeWalSender();
            await (fault === 'kill' ? node.kill() : node.freeze());
          },
          isNoticed,
          healing: `${name} is back`,
          heal: () => (fault === 'kill' ? node.start() : node.thaw()),
          isHealed: async () => (await stand.isSteady()) === undefined,
        },
        tell,
      );
      struck = done.struck;
      return done.figures;
    },
    judge: (stand, figures) => judgeMessages(stand, struck, BUDGET, figures),
  };
}

const nameOf = (victim: Victim, primary: string): string => {
  if (victim === 'monitor') return 'monitor';
  return victim === 'primary' ? primary : primary === 'postgres-1' ? 'postgres-2' : 'postgres-1';
};
