import { alertOf } from '../../components/alerts/rules.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill, Finding } from '../drill.ts';
import { noneFailed, within } from '../oracles.ts';
import { standObjects, type ObjectsStand } from './behind.ts';
import { makeWhole } from './heal.ts';
import { feltBy, judgeMedia, readFromStore } from './judge.ts';
import { putSet } from './shelf.ts';
import { SIZES_BYTES } from './sizes.ts';

const BUDGET: Budget = { noticed: 30_000, back: 10_000, whole: 60_000, silence: 5_000 };

const BACK_MS = 5_000;

/** How many fragments were on the disk: before it was lost, right after, and when it was healed. */
interface Held {
  before: number;
  wiped: number;
  healed: number;
}

/** A node dies with its disk and comes back with an empty one: all its fragments are made again from the others. */
export function drillWipedDisk(id: `D${number}`): Drill<ObjectsStand> {
  let struck: Struck | undefined;
  const held: Held = { before: 0, wiped: -1, healed: 0 };
  return {
    ...{ id, letter: 'D', runbook: 'docs/runbooks/objects.md', deadlineMs: 240_000 },
    title: 'Objects: a node loses its disk',
    hypothesis: 'media are read and written all the time, and every fragment is on the new disk soon after it is there',
    start: (ground) => standObjects(ground),
    method: async (stand, tell) => {
      const { store, cache, shelf } = stand.behind;
      const victim = store.nodes[2];
      if (!victim) throw new Error('objects: there is no third node');
      await putSet(stand.system, shelf, SIZES_BYTES);
      const lines = (): number => store.front.said().split(`/${victim.name} is DOWN`).length;
      const linesBefore = lines();
      const done = await strike(
        stand,
        {
          ...{ op: 'put-medium', alerts: [alertOf(victim.name)] },
          action: `${victim.name} is killed, and its disk is wiped`,
          strike: async () => {
            held.before = await store.wipe(victim);
            held.wiped = store.heldBy(victim);
            if (held.before === 0 || held.wiped > 0)
              throw new Error(`objects: of ${held.before} fragments ${held.wiped} are left, so no disk was lost`);
            await cache.clear();
          },
          isNoticed: () => Promise.resolve(lines() > linesBefore),
          noticed: 'the proxy before the store says that the node is DOWN',
          healing: `${victim.name} is started with an empty disk, and the store is told to heal`,
          heal: async () => {
            await victim.start();
            tell('observation', await makeWhole(store));
            held.healed = store.heldBy(victim);
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
      const { deeds } = stand.history;
      const messages = await judgeMessages(stand, struck, BUDGET, figures);
      return [
        ...messages,
        isBack(held),
        within('media are put without the disk', feltBy(deeds, 'put-medium', struckAtMs, healedAtMs), BACK_MS),
        within('media are read without the disk', feltBy(deeds, 'get-medium', struckAtMs, healedAtMs), BACK_MS),
        readFromStore(stand, struckAtMs, healedAtMs),
        noneFailed(
          'no read fails once the node is back',
          deeds.filter(({ op, atMs }) => op === 'get-medium' && atMs > healedAtMs),
        ),
        ...(await judgeMedia(stand, struckAtMs, figures)),
      ];
    },
  };
}

const isBack = ({ before, wiped, healed }: Held): Finding => ({
  oracle: 'every fragment of the lost disk is there again',
  outcome: before === 0 ? 'inconclusive' : healed >= before ? 'pass' : 'fail',
  words: `${before} before, ${wiped} after the loss, ${healed} when it was healed`,
});
