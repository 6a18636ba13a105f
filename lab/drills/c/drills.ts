import { alertOf } from '../../components/alerts/rules.ts';
import type { Node } from '../../ground/ground.ts';
import { putMarkers } from '../../load/http/callers.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill } from '../drill.ts';
import { standSystem, type SystemStand } from '../system-stand.ts';
import { SERVERS, startBehind, type BehindRedis } from './behind.ts';
import { goesOnLive, judgeMarkers } from './judge.ts';

type Fault = 'kill' | 'freeze' | 'part';

const DONE: Record<Fault, string> = {
  kill: 'killed',
  freeze: 'frozen',
  part: 'parted from the others, with its clients',
};

const BUDGET: Budget = { noticed: 30_000, back: 30_000, whole: 60_000, silence: 3_000 };

/** A partition has to last longer than the others need to choose a master, and shorter than errors may last; its clients wait for the heal. */
const PARTED_MS = { hold: 15_000, markersBack: 60_000 };

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
      const victim = await aimAt(stand.behind);
      const { old, others } = victim;
      const isParted = fault === 'part';
      let heal: () => Promise<unknown> = () => Promise.resolve();
      const done = await strike(
        stand,
        {
          ...{ op: 'put-marker', action: `${old}, the master, is ${DONE[fault]}`, healing: `${old} is back` },
          strike: async () => {
            heal = await victim[fault]();
          },
          noticed: 'the Sentinels have another master',
          isNoticed: victim.isReplaced(isParted),
          alerts: (isParted ? others : [old]).map(alertOf),
          isSurvivable: !isParted,
          holdMs: isParted ? PARTED_MS.hold : 0,
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
      const backWithinMs = fault === 'part' ? PARTED_MS.markersBack : BUDGET.back;
      const [back, stored] = await judgeMarkers(stand, struck, backWithinMs);
      Object.assign(figures, { lost: (figures.lost ?? 0) + (stored.measured?.value ?? 0) });
      return [...findings, back, goesOnLive(stand, struck), stored];
    },
  };
}

type Heal = () => Promise<unknown>;

interface Victim extends Record<Fault, () => Promise<Heal>> {
  old: string;
  others: string[];
  /** Whether there is another master since now. Of a partition we stand on the old one's side, so the others' logs are asked. */
  isReplaced: (isParted: boolean) => () => Promise<boolean>;
}

/** The master of now, its Sentinel, and what can be done to them. */
async function aimAt({ redis, network }: BehindRedis): Promise<Victim> {
  const old = (await redis.master()) ?? '';
  const number = SERVERS.indexOf(old) + 1;
  const pair: Node[] = [redis.node(old), redis.node(`sentinel-${number}`)];
  const own = redis.machines[number - 1] ?? '';
  const sinceMs = Date.now();
  const isSwitched = (): boolean =>
    redis
      .events()
      .some(
        ({ event, sentinel, atMs }) =>
          event === '+switch-master' && sentinel !== `sentinel-${number}` && atMs >= sinceMs,
      );
  return {
    old,
    others: SERVERS.filter((name) => name !== old),
    isReplaced: (isParted) => async () => {
      if (isParted) return isSwitched();
      const now = await redis.master();
      return now !== undefined && now !== old;
    },
    kill: async () => {
      await redis.node(old).kill();
      return () => redis.node(old).start();
    },
    freeze: async () => {
      await Promise.all(pair.map((node) => node.freeze()));
      return () => Promise.all(pair.map((node) => node.thaw()));
    },
    part: async () => {
      const sides = redis.machines.filter((machine) => machine !== own);
      const parted = await network.partition([own, redis.client], sides);
      await parted.proven();
      return () => parted.heal();
    },
  };
}
