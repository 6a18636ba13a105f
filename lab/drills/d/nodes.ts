import { alertOf } from '../../components/alerts/rules.ts';
import { until } from '../../ground/until.ts';
import type { History } from '../../load/history.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill } from '../drill.ts';
import { within } from '../oracles.ts';
import { standObjects, STORE, type ObjectsStand } from './behind.ts';
import { makeWhole } from './heal.ts';
import { feltBy, judgeMedia, readFromStore, refusedLoudly } from './judge.ts';
import { putSet } from './shelf.ts';
import { SIZES_BYTES } from './sizes.ts';

const BUDGET: Budget = { noticed: 10_000, back: 30_000, whole: 60_000, silence: 5_000 };

const BACK_MS = 5_000;
const SERVED_WITHIN_MS = 30_000;

/** Two of four nodes die, one after the other: with one nobody notices, with two media are read and not written. */
export function drillDeadNodes(id: `D${number}`): Drill<ObjectsStand> {
  let [struck, firstDeadAtMs]: [Struck | undefined, number] = [undefined, 0];
  return {
    ...{ id, letter: 'D', runbook: 'docs/runbooks/objects.md', deadlineMs: 240_000 },
    title: 'Objects: two of four nodes are killed',
    hypothesis:
      'with one dead node all goes on; with two, media are read right and writes are refused loudly; none that was acknowledged is lost',
    start: (ground) => standObjects(ground),
    method: async (stand, tell) => {
      const { store, cache, shelf } = stand.behind;
      const [first, second] = store.nodes;
      if (!first || !second) throw new Error('objects: there are no two nodes to kill');
      await putSet(stand.system, shelf, SIZES_BYTES);
      tell('observation', `${shelf.before.size} media are put before anything happens`);

      firstDeadAtMs = stand.history.now();
      await first.kill();
      await cache.clear();
      tell('action', `${first.name} is killed`);
      const goesOn = (): boolean =>
        ['put-medium', 'get-medium'].every((op) => isServed(stand.history, op, firstDeadAtMs));
      const isGoingOn = await until(goesOn, SERVED_WITHIN_MS, 50);
      tell(isGoingOn ? 'observation' : 'gap', `media are ${isGoingOn ? '' : 'not '}put and read with one dead node`);

      const done = await strike(
        stand,
        {
          ...{ op: 'put-medium', isSurvivable: false, alerts: [alertOf(second.name), alertOf(STORE)] },
          action: `${second.name} is killed too`,
          strike: async () => {
            await second.kill();
            await cache.clear();
          },
          isNoticed: () => Promise.resolve(isUnwell(stand.history)),
          noticed: 'health is 200 no more, four times in a row',
          healing: 'both nodes are started, and the store is told to heal',
          heal: async () => {
            await Promise.all([first.start(), second.start()]);
            tell('observation', await makeWhole(store));
          },
          isHealed: async () => (await stand.isSteady()) === undefined,
        },
        tell,
      );
      struck = done.struck;
      return done.figures;
    },
    judge: async (stand, figures) => {
      if (!struck) throw new Error('the method did not come to its end');
      const { struckAtMs, healedAtMs } = struck;
      const findings = await judgeMessages(stand, struck, BUDGET, figures);
      const { deeds } = stand.history;
      return [
        ...findings,
        within('with one dead node media are put', feltBy(deeds, 'put-medium', firstDeadAtMs, struckAtMs), BACK_MS),
        within('with one dead node media are read', feltBy(deeds, 'get-medium', firstDeadAtMs, struckAtMs), BACK_MS),
        within('with two dead nodes media are read', feltBy(deeds, 'get-medium', struckAtMs, healedAtMs), BACK_MS),
        readFromStore(stand, struckAtMs, healedAtMs),
        refusedLoudly(stand, struckAtMs + KILLED_WITHIN_MS, healedAtMs),
        within('media are put again after the heal', feltBy(deeds, 'put-medium', healedAtMs, Infinity), BUDGET.back),
        ...(await judgeMedia(stand, struckAtMs, figures)),
      ];
    },
  };
}

/** What was begun while the second node was dying may have been taken by three. */
const KILLED_WITHIN_MS = 1_000;

const isServed = ({ deeds }: History, op: string, sinceMs: number): boolean => {
  const own = deeds.filter((deed) => deed.op === op);
  const clients = [...new Set(own.map(({ client }) => client))];
  const isGiven = (client: string): boolean =>
    own.some((deed) => deed.client === client && deed.atMs > sinceMs && deed.outcome === 'acknowledged');
  return clients.length > 0 && clients.every(isGiven);
};

/** Health is not 200, four times in a row. */
const isUnwell = ({ deeds }: History): boolean =>
  deeds
    .filter(({ op }) => op === 'health')
    .slice(-4)
    .every(({ outcome }) => outcome !== 'acknowledged');
