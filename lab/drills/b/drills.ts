import { alertOf } from '../../components/alerts/rules.ts';
import type { HaproxyProfile } from '../../system/haproxy.ts';
import type { Instance } from '../../system/start-system.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill, Finding } from '../drill.ts';
import { noneFailed } from '../oracles.ts';
import { standSystem, type SystemStand } from '../system-stand.ts';

const BUDGET: Budget = { noticed: 30_000, back: 10_000, whole: 30_000, silence: 3_000 };

const VICTIM = 'relay-1';

type Fault = 'kill' | 'freeze' | 'slow' | 'cut';

/** What is broken, and what is done about it. */
const WORDS: Record<Fault, { title: string; action: string; healing: string }> = {
  kill: { title: 'a relay is killed', action: `${VICTIM} is killed`, healing: `${VICTIM} is started` },
  freeze: { title: 'a relay is frozen', action: `${VICTIM} is frozen`, healing: `${VICTIM} is thawed` },
  slow: {
    title: 'the way to a relay is slow',
    action: `everything to and from ${VICTIM} takes 3 s longer`,
    healing: `the way to ${VICTIM} is as fast as before`,
  },
  cut: {
    title: 'the way to a relay is cut',
    action: `nobody reaches ${VICTIM} any more`,
    healing: `the way to ${VICTIM} is open`,
  },
};

interface Shipped {
  haproxy?: HaproxyProfile;
  /** How soon alerts come. */
  pace?: 'fast' | 'slow';
}

/** A relay behind HAProxy goes, or the way to it, and people are served by the other one. */
export function drillB(
  id: `B${number}`,
  fault: Fault,
  { haproxy = 'shipped', pace = 'fast' }: Shipped = {},
): Drill<SystemStand> {
  let struck: Struck;
  let share: number | undefined;
  const { title, action, healing } = WORDS[fault];
  return {
    ...{ id, letter: 'B', runbook: 'docs/runbooks/haproxy.md', deadlineMs: 180_000 },
    title: `HAProxy: ${title}`,
    hypothesis:
      'no request fails, whoever was connected is back on the other relay in seconds, and no message is missed',
    start: (ground) => standSystem(ground, { haproxy, pace, hasLinks: fault === 'slow' || fault === 'cut' }),
    method: async (stand, tell) => {
      share = undefined; // With --repeat the drill is the same one, and what it saw is not.
      const isState = async (wanted: string): Promise<boolean> =>
        (await stand.system.stateOf(VICTIM)).startsWith(wanted);
      const { breaks, heals } = FAULTS[fault](stand.instance(VICTIM));
      const done = await strike(
        stand,
        {
          ...{ op: 'publish', action, noticed: 'HAProxy says that it is DOWN', alerts: [alertOf(VICTIM)] },
          strike: breaks,
          isNoticed: () => isState('DOWN'),
          ...{ healing, heal: heals },
          isHealed: async () => {
            if (!(await isState('UP'))) return false;
            share ??= await stand.system.haproxy.shareOf(VICTIM);
            return true;
          },
        },
        tell,
      );
      struck = done.struck;
      return done.figures;
    },
    judge: async (stand, figures) => [
      noneFailed(
        'no request for a page fails',
        stand.history.deeds.filter(({ op }) => op === 'get-page'),
      ),
      ...(await judgeMessages(stand, struck, BUDGET, figures)),
      ...(haproxy === 'shipped' ? [comesSlowly(share)] : []),
    ],
  };
}

type Deeds = Record<'breaks' | 'heals', () => Promise<void>>;

const SLOWER_MS = 3_000;

/** Each proves itself: a node says that nothing is left of it or that it stands still, a link how many connections it met. */
const FAULTS: Record<Fault, (victim: Instance) => Deeds> = {
  kill: ({ node }) => ({ breaks: () => node.kill(), heals: () => node.start() }),
  freeze: ({ node }) => ({ breaks: () => node.freeze(), heals: () => node.thaw() }),
  slow: ({ link }) => ({
    breaks: () => Promise.resolve(link?.make({ latencyMs: SLOWER_MS })),
    heals: async () => {
      if ((link?.seen.down.delayed ?? 0) === 0) throw new Error('nothing on the way was slow: there was no fault');
      await link?.heal();
    },
  }),
  cut: ({ link }) => ({
    breaks: async () => {
      if (((await link?.refuse()) ?? 0) === 0) throw new Error('no connection was cut: there was no fault');
    },
    heals: async () => {
      await link?.heal();
    },
  }),
};

/** A relay that has just begun is not given its whole share at once. */
const comesSlowly = (share: number | undefined): Finding => ({
  oracle: 'who is back gets its share slowly',
  outcome: share !== undefined && share < 100 ? 'pass' : 'fail',
  words: share === undefined ? 'it got all at once' : `${share} % of its weight when it was UP again`,
});
