import { alertOf } from '../../components/alerts/rules.ts';
import type { KeyedBy } from '../../components/cache/configuration.ts';
import { strike, type Struck } from '../blow.ts';
import { judgeMessages, type Budget } from '../books.ts';
import type { Drill } from '../drill.ts';
import { noneFailed } from '../oracles.ts';
import { standObjects, STORE, type ObjectsStand } from './behind.ts';
import { countOnDisk, isOnDisk, isRefused, readUncached, statesBetween, tellsItsState } from './cache-states.ts';
import { inviteGuests, judgeGuests, type Guests } from './guests.ts';
import { judgeMedia } from './judge.ts';
import type { Reading } from './readers.ts';
import { putSet } from './shelf.ts';

const BUDGET: Budget = { noticed: 15_000, back: 20_000, whole: 30_000, silence: 5_000 };

/** Each in one slice of the cache. */
const SIZES_BYTES = Array.from({ length: 8 }, () => 64 * 1_024);

const HEALED_WITHIN_MS = 30_000;

/** What was seen of the cache while its origin was away. */
interface Seen {
  onDisk: number;
  uncached: Pick<Reading, 'saw' | 'words'> | undefined;
}

/** The store cannot be reached: the cache serves what it has to those who may have it, and nothing to others. */
export function drillCache(id: `D${number}`, keyedBy: KeyedBy = 'whole-request'): Drill<ObjectsStand> {
  let [struck, guests]: [Struck | undefined, Guests | undefined] = [undefined, undefined];
  let seen: Seen;
  return {
    ...{ id, letter: 'D', runbook: 'docs/runbooks/objects.md', deadlineMs: 180_000 },
    title: 'Cache: the store behind it cannot be reached',
    hypothesis: 'public media in the cache are read on, stale; signed ones are served to nobody who may not have them',
    start: (ground) => standObjects(ground, { keyedBy, freshSeconds: 1, readsSetOnly: true, takesStandIn: true }),
    method: async (stand, tell) => {
      seen = { onDisk: 0, uncached: undefined };
      const { store, shelf } = stand.behind;
      if (store.of === 'stand-in')
        tell('observation', 'the store is a stand-in, by GAME_DAY_STORE: nothing is said of MinIO');
      const names = await putSet(stand.system, shelf, SIZES_BYTES);
      const invited = (guests = await inviteGuests(stand));
      const visited = invited.visit('before the fault');
      let struckAtMs = 0;
      const done = await strike(
        stand,
        {
          ...{ op: 'get-medium', alerts: [alertOf(STORE)] },
          action: 'the proxy before the store is killed, so that nobody reaches it',
          strike: async () => {
            await visited;
            struckAtMs = stand.history.now();
            await store.front.kill();
          },
          isNoticed: async () => {
            if (!statesBetween(stand, struckAtMs).includes('STALE')) return false;
            seen.onDisk = countOnDisk(stand, names);
            seen.uncached ??= await readUncached(stand);
            return true;
          },
          noticed: 'readers are given what is stale',
          healing: 'the proxy is started again, and the store mends what was put half way',
          heal: async () => {
            await invited.visit('while the store is away');
            await store.front.start();
            await store.heal(HEALED_WITHIN_MS);
          },
          isHealed: async () => !isStale(stand) && (await stand.isSteady()) === undefined,
        },
        tell,
      );
      struck = done.struck;
      await invited.visit('after the heal');
      return done.figures;
    },
    judge: async (stand, figures) => {
      if (!struck || !guests) throw new Error('the method did not come to its end');
      const messages = await judgeMessages(stand, struck, BUDGET, figures);
      return [
        ...messages,
        tellsItsState(stand, struck),
        noneFailed(
          'no read of what is in the cache fails',
          stand.history.deeds.filter(({ op }) => op === 'get-medium'),
        ),
        isOnDisk(seen.onDisk, SIZES_BYTES.length),
        isRefused(seen.uncached),
        ...judgeGuests(guests),
        ...(await judgeMedia(stand, struck.struckAtMs, figures)),
      ];
    },
  };
}

/** For a second nobody was given anything stale. */
const isStale = (stand: ObjectsStand): boolean => {
  const states = statesBetween(stand, stand.history.now() - 1_000);
  return states.length === 0 || states.includes('STALE');
};
