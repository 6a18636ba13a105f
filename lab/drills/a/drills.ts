import { alertOf } from '../../components/alerts/rules.ts';
import { until } from '../../ground/until.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill, Finding } from '../drill.ts';
import { noneFailed } from '../oracles.ts';
import { standSystem, type SystemStand } from '../system-stand.ts';
import { startBehind, type BehindPostgres } from './behind.ts';

const BUDGET: Budget = { noticed: 60_000, back: 60_000, whole: 60_000, silence: 8_000 };

type Victim = 'primary' | 'replica' | 'monitor';

const DONE = { kill: 'killed', freeze: 'frozen' } as const;

const HYPOTHESIS: Record<Victim, string> = {
  primary:
    'writes stop for less than a minute, no acknowledged event is lost, and the old primary is back as a replica',
  replica: 'writes stop for less than a minute, no acknowledged event is lost, and the replica is back',
  monitor: 'nobody notices anything, and the monitor is back',
};

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
    hypothesis: HYPOTHESIS[victim],
    start: (ground) => standSystem(ground, { behind: (under) => startBehind(under, { isSynchronous }) }),
    method: async (stand, tell) => {
      const { postgres } = stand.behind;
      const primary = (await postgres.primary())?.name ?? '';
      const name = nameOf(victim, primary);
      const node = postgres.node(name);
      const done = await strike(
        stand,
        {
          ...{ op: 'publish', action: `${name}, the ${victim}, is ${DONE[fault]}`, alerts: [alertOf(name)] },
          strike: async () => {
            if (!isSynchronous) await holdBackWal(stand);
            await (fault === 'kill' ? node.kill() : node.freeze());
          },
          noticed: NOTICED[victim],
          isNoticed: () => hasActed(stand.behind, victim, primary),
          healing: `${name} is ${fault === 'kill' ? 'started' : 'thawed'}`,
          heal: () => (fault === 'kill' ? node.start() : node.thaw()),
          isHealed: async () => (await stand.isSteady()) === undefined,
        },
        tell,
      );
      struck = done.struck;
      return done.figures;
    },
    judge: async (stand, figures) => [
      ...(await judgeMessages(stand, struck, BUDGET, figures)),
      ...(victim === 'primary' ? [isFollowed(stand)] : []),
      ...(victim === 'monitor' ? [noneFailed('no publication fails', publications(stand))] : []),
    ],
  };
}

const publications = ({ history }: SystemStand): SystemStand['history']['deeds'] =>
  history.deeds.filter(({ op }) => op === 'publish');

const NOTICED: Record<Victim, string> = {
  primary: 'the monitor has made the replica primary',
  replica: 'the monitor lets the primary write without a replica',
  monitor: 'who points PgBouncer to the primary cannot ask the monitor',
};

/** Whether who decides has acted on it. Where the monitor itself is gone, who asks it all the time is told nothing. */
async function hasActed({ postgres, follower }: BehindPostgres, victim: Victim, primary: string): Promise<boolean> {
  if (victim === 'monitor') return follower.why() !== '';
  const now = await postgres.primary();
  if (victim === 'primary') return now !== undefined && now.name !== primary;
  return (await postgres.states()).some(({ name, goal }) => name === primary && goal === 'wait_primary');
}

const nameOf = (victim: Victim, primary: string): string => {
  if (victim === 'monitor') return 'monitor';
  return victim === 'primary' ? primary : primary === 'postgres-1' ? 'postgres-2' : 'postgres-1';
};

/** Nothing in pg_auto_failover points PgBouncer to the new primary: who does has done it once. */
function isFollowed({ behind }: SystemStand<BehindPostgres>): Finding {
  const moves = behind.follower.moves().map(({ to }) => to);
  return {
    oracle: 'PgBouncer is pointed to the new primary',
    outcome: moves.length > 0 ? 'pass' : 'fail',
    words: moves.length > 0 ? `to ${moves.join(', then ')}` : 'it was pointed nowhere',
  };
}

const HELD_BACK = { events: 20, withinMs: 20_000 };

/** The WAL reaches nobody any more while events are acknowledged: on loopback a kill alone would lose nothing. */
async function holdBackWal({ behind, history }: SystemStand<BehindPostgres>): Promise<void> {
  await behind.postgres.freezeWalSender();
  const sinceMs = history.now();
  const isEnough = (): boolean =>
    history.deeds.filter(({ op, outcome, atMs }) => op === 'publish' && outcome === 'acknowledged' && atMs > sinceMs)
      .length > HELD_BACK.events;
  if (!(await until(isEnough, HELD_BACK.withinMs)))
    throw new Error('postgres: nothing is acknowledged while the WAL is held back, so nothing can be lost');
}
