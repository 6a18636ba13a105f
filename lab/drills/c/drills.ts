import { startRedis, type RedisGroup } from '../../components/redis/start.ts';
import { openNetwork, type Network } from '../../ground/network.ts';
import type { Ground, Node } from '../../ground/ground.ts';
import { putMarkers } from '../../load/http/callers.ts';
import { audit, ledgerOf } from '../../load/ledger.ts';
import { storedMarkers } from '../../load/stored/by-api.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill, Finding } from '../drill.ts';
import { standSystem, type Backing, type SystemStand } from '../system-stand.ts';

interface BehindRedis extends Backing {
  redis: RedisGroup;
  network: Network;
}

type Fault = 'kill' | 'freeze' | 'part';

const DONE: Record<Fault, string> = {
  kill: 'killed',
  freeze: 'frozen',
  part: 'parted from the others, with its clients',
};

async function startBehind(ground: Ground, isGuarded: boolean): Promise<BehindRedis> {
  const network = await openNetwork(ground, 'redis');
  const redis = await startRedis(ground, { network, guard: isGuarded });
  const { group, sentinels, doors, nodes } = redis;
  const weak = isGuarded ? {} : { replicas: 0, detectsFailover: false };
  return {
    ...{ redis, network, nodes },
    backends: { redis: { group, sentinels, doors, ...weak } },
    isSteady: () =>
      redis.settled(1_000).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    stop: () => redis.stop().finally(() => network.close()),
  };
}

const BUDGET: Budget = { noticed: 30_000, back: 30_000, whole: 60_000, silence: 3_000 };

/** The master of Redis goes: another takes over, live delivery goes on, and no acknowledged marker is lost. */
export function drillC(id: `C${number}`, fault: Fault, isGuarded = true): Drill<SystemStand<BehindRedis>> {
  let struck: Struck;
  return {
    ...{ id, letter: 'C', runbook: 'docs/runbooks/redis.md', deadlineMs: 240_000 },
    title: `Redis: the master is ${DONE[fault]}`,
    hypothesis: 'a new master takes over within 30 s, live delivery goes on, and no acknowledged write is lost',
    start: (ground) =>
      standSystem(ground, {
        behind: (under) => startBehind(under, isGuarded),
        clients: (calling) => [putMarkers(calling)],
      }),
    method: async (stand, tell) => {
      const { redis, network } = stand.behind;
      const old = (await redis.master()) ?? '';
      const number = Number(old.split('-')[1] ?? 1);
      const victims = [old, `sentinel-${number}`];
      const own = redis.machines[number - 1] ?? '';
      const others = redis.machines.filter((machine) => machine !== own);
      let heal: () => Promise<unknown> = () => Promise.resolve();
      const all = (act: (node: Node) => Promise<void>): Promise<unknown> =>
        Promise.all(victims.map((name) => act(redis.node(name))));
      const strikes: Record<Fault, () => Promise<void>> = {
        kill: async () => {
          await redis.node(old).kill();
          heal = () => redis.node(old).start();
        },
        freeze: async () => {
          await all((node) => node.freeze());
          heal = () => all((node) => node.thaw());
        },
        part: async () => {
          const parted = await network.partition([own, redis.client], others);
          await parted.proven();
          heal = () => parted.heal();
        },
      };
      const isReplaced = async (): Promise<boolean> => {
        const now = await redis.master();
        return now !== undefined && now !== old;
      };
      const done = await strike(
        stand,
        {
          ...{
            op: 'put-marker',
            action: `${old}, the master, is ${DONE[fault]}`,
            noticed: 'the Sentinels have another master',
          },
          strike: strikes[fault],
          isNoticed: isReplaced,
          isSurvivable: fault !== 'part',
          holdMs: fault === 'kill' ? 0 : 10_000,
          healing: `${old} is back`,
          heal: async () => {
            await heal();
          },
          isHealed: async () => (await stand.isSteady()) === undefined,
        },
        tell,
      );
      struck = done.struck;
      return done.figures;
    },
    judge: async (stand, figures) => {
      const findings = await judgeMessages(stand, struck, BUDGET, figures);
      const markers = await judgeMarkers(stand);
      Object.assign(figures, { lost: (figures.lost ?? 0) + (markers.measured?.value ?? 0) });
      return [...findings, markers];
    },
  };
}

async function judgeMarkers({ system, history }: SystemStand): Promise<Finding> {
  const ledger = ledgerOf(history.deeds, 'put-marker');
  const stored = await storedMarkers(system, [...ledger.acknowledged]);
  const { verdict, reasons, lost } = audit(ledger, { stored });
  return {
    oracle: 'every acknowledged marker is stored',
    outcome: verdict,
    words: reasons.join('; ') || `all ${ledger.acknowledged.size} are there, ${ledger.ambiguous.size} are ambiguous`,
    measured: { value: lost.length, budget: 0, unit: 'requests' },
  };
}
