import { alertOf } from '../../components/alerts/rules.ts';
import type { HaproxyProfile } from '../../system/haproxy.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill, Finding } from '../drill.ts';
import { noneFailed } from '../oracles.ts';
import { standSystem, type SystemStand } from '../system-stand.ts';

const BUDGET: Budget = { noticed: 30_000, back: 10_000, whole: 30_000, silence: 3_000 };

const VICTIM = 'relay-1';

const DONE = { kill: 'killed', freeze: 'frozen' } as const;

interface Shipped {
  haproxy?: HaproxyProfile;
  /** How soon alerts come. */
  pace?: 'fast' | 'slow';
}

/** A relay behind HAProxy goes, and people are served by the other one. */
export function drillB(
  id: `B${number}`,
  fault: keyof typeof DONE,
  { haproxy = 'shipped', pace = 'fast' }: Shipped = {},
): Drill<SystemStand> {
  let struck: Struck;
  let share: number | undefined;
  return {
    ...{ id, letter: 'B', runbook: 'docs/runbooks/haproxy.md', deadlineMs: 180_000 },
    title: `HAProxy: a relay is ${DONE[fault]}`,
    hypothesis:
      'no request fails, whoever was connected is back on the other relay in seconds, and no message is missed',
    start: (ground) => standSystem(ground, { haproxy, pace }),
    method: async (stand, tell) => {
      const { node } = stand.instance(VICTIM);
      const isState = async (wanted: string): Promise<boolean> =>
        (await stand.system.stateOf(VICTIM)).startsWith(wanted);
      const done = await strike(
        stand,
        {
          ...{ op: 'publish', action: `${VICTIM} is ${DONE[fault]}`, noticed: 'HAProxy says that it is DOWN' },
          alerts: [alertOf(VICTIM)],
          strike: () => (fault === 'kill' ? node.kill() : node.freeze()),
          isNoticed: () => isState('DOWN'),
          healing: fault === 'kill' ? `${VICTIM} is started` : `${VICTIM} is thawed`,
          heal: () => (fault === 'kill' ? node.start() : node.thaw()),
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

/** A relay that has just begun is not given its whole share at once. */
const comesSlowly = (share: number | undefined): Finding => ({
  oracle: 'who is back gets its share slowly',
  outcome: share !== undefined && share < 100 ? 'pass' : 'fail',
  words: share === undefined ? 'it got all at once' : `${share} % of its weight when it was UP again`,
});
