import type { Corruption } from '../../components/objects/fragments.ts';
import type { Flip } from '../../ground/flip-bytes.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill, Finding } from '../drill.ts';
import { within } from '../oracles.ts';
import { standObjects, type ObjectsStand } from './behind.ts';
import { judgeMedia } from './judge.ts';
import { readMedium, type Saw } from './readers.ts';
import { putSet } from './shelf.ts';
import { SIZES_BYTES } from './sizes.ts';

const BUDGET: Budget = { noticed: 30_000, back: 10_000, whole: 60_000, silence: 5_000 };

const SEED = 8;

/** So often is the object with the rotten fragment read past the cache: each node is asked, and each prefers its own disk. */
const READS = 8;

const MENDED_WITHIN_MS = 60_000;

/** What rots: one medium on a node's disk, another in the cache. */
interface Rotten {
  fragmentOf: string;
  entryOf: string;
  fragment: Corruption;
  entry: Flip;
}

/** Bytes change on a disk of the store and in the cache, behind a 200: they are mended or refused, never handed out. */
export function drillRot(id: `D${number}`, verifies = true): Drill<ObjectsStand> {
  let [rotten, struck]: [Rotten | undefined, Struck | undefined] = [undefined, undefined];
  return {
    ...{ id, letter: 'D', runbook: 'docs/runbooks/objects.md', deadlineMs: 240_000 },
    title: 'Objects: a fragment and an entry of the cache rot',
    hypothesis: 'whoever reads gets what was put, or is refused, and the store mends the fragment',
    start: (ground) => standObjects(ground, { verifies, readsSetOnly: true }),
    method: async (stand, tell) => {
      const { store, cache, shelf } = stand.behind;
      const names = await putSet(stand.system, shelf, SIZES_BYTES);
      const [entryOf = '', fragmentOf = ''] = [names[2], names.at(-1)];
      const now = (): number => stand.history.now();
      const look = async (name: string): Promise<void> => {
        const atMs = now();
        shelf.readings.push({ name, atMs, ...(await readMedium(stand.system, name, shelf.before.get(name) ?? '')) });
      };
      let struckAtMs = 0;
      const done = await strike(
        stand,
        {
          // Every node is up and health is 200: there is nothing that an alert could be about.
          ...{ op: 'put-medium', alerts: [] },
          action: `nine bytes are flipped in a fragment of ${fragmentOf}, and nine in the cache's entry of ${entryOf}`,
          strike: async () => {
            struckAtMs = now();
            const fragment = store.corrupt(`${store.publicPrefix}${fragmentOf}`, SEED);
            await cache.clear(fragmentOf);
            await look(entryOf);
            rotten = { fragmentOf, entryOf, fragment, entry: cache.corrupt(entryOf, SEED) };
          },
          isNoticed: () => Promise.resolve(sawOf(stand, entryOf, struckAtMs).some((saw) => saw !== 'right')),
          noticed: `a reader does not get ${entryOf} as it was put`,
          healing: 'the rotten entry is taken out of the cache, and the store is told to look at every byte',
          heal: async () => {
            for (let turn = 0; turn < READS; turn += 1) {
              await cache.clear(fragmentOf);
              await look(fragmentOf);
            }
            tell('gap', 'nobody is alerted to damaged bytes: health is 200, and all nodes are up');
            await cache.clear(entryOf);
            await look(entryOf);
            await store.heal(MENDED_WITHIN_MS);
          },
          isHealed: async () => rotten?.fragment.isMended() === true && (await stand.isSteady()) === undefined,
        },
        tell,
      );
      struck = done.struck;
      return done.figures;
    },
    judge: async (stand, figures) => {
      if (!struck || !rotten) throw new Error('the method did not come to its end');
      const { struckAtMs, healedAtMs, wholeAtMs } = struck;
      const messages = await judgeMessages(stand, struck, BUDGET, figures);
      const mendedMs = wholeAtMs === undefined ? undefined : wholeAtMs - healedAtMs;
      return [
        ...messages,
        wasRead('the object with the rotten fragment is read', sawOf(stand, rotten.fragmentOf, struckAtMs)),
        wasRead('the object with the rotten entry is read', sawOf(stand, rotten.entryOf, struckAtMs)),
        within('the store mends the fragment', rotten.fragment.isMended() ? mendedMs : undefined, MENDED_WITHIN_MS),
        ...(await judgeMedia(stand, struckAtMs, figures)),
      ];
    },
  };
}

const sawOf = ({ behind }: ObjectsStand, name: string, sinceMs: number): Saw[] =>
  behind.shelf.readings.filter((reading) => reading.name === name && reading.atMs >= sinceMs).map(({ saw }) => saw);

/** Whether what was made rotten was looked at, and got right again. */
function wasRead(oracle: string, saw: Saw[]): Finding {
  const count = (wanted: Saw): number => saw.filter((each) => each === wanted).length;
  const isRightAgain = saw.at(-1) === 'right';
  const words = `${count('right')} times right, ${count('refused')} refused, ${count('wrong')} wrong, ${count('missing')} missing; the last: ${saw.at(-1) ?? 'none'}`;
  return {
    oracle: `${oracle}, and right in the end`,
    outcome: saw.length === 0 ? 'inconclusive' : isRightAgain ? 'pass' : 'fail',
    words,
  };
}
