import { watched } from '../../components/alerts/rules.ts';
import { startCache, type Cache, type CacheOptions } from '../../components/cache/start.ts';
import { startObjects, type ObjectStore } from '../../components/objects/start.ts';
import type { Ground } from '../../ground/ground.ts';
import { putMedia } from '../../load/http/callers.ts';
import type { Client } from '../../load/people/talker.ts';
import { requireFragments, storeOf } from '../store.ts';
import { standSystem, type Backing, type Calling, type SystemStand } from '../system-stand.ts';
import { startReaders } from './readers.ts';
import { mediaLedger, sumsOf, type Shelf } from './shelf.ts';

/** The store with its cache, and what was put there through the system. */
interface BehindObjects extends Backing {
  store: ObjectStore;
  cache: Cache;
  shelf: Shelf;
}

export type ObjectsStand = SystemStand<BehindObjects>;

/** What is otherwise than shipped. */
export interface Objects extends Pick<CacheOptions, 'keyedBy' | 'freshSeconds'> {
  /** The system compares what it hands out with what was put. Default true. */
  verifies?: boolean;
  /** Whether a store without fragments will do, where GAME_DAY_STORE says so. Default false: then MissingTool is thrown. */
  takesStandIn?: boolean;
  /** Readers read the set from before alone, and not what photographers put. Default false. */
  readsSetOnly?: boolean;
}

/** The name by which the store as a whole is watched: whether it takes writes. */
export const STORE = 'objects';

/** The system with media: photographers who put, and readers who read, through the cache. */
export const standObjects = (
  ground: Ground,
  { readsSetOnly = false, ...objects }: Objects = {},
): Promise<ObjectsStand> =>
  standSystem(ground, {
    behind: (under) => startBehind(under, objects),
    clients: (calling, { shelf }) => startLoad(calling, shelf, readsSetOnly),
  });

/** Takes down what runs where the other does not come up. */
async function startBehind(
  ground: Ground,
  { verifies = true, takesStandIn = false, ...cached }: Objects,
): Promise<BehindObjects> {
  const of = storeOf();
  if (!takesStandIn) requireFragments(of);
  const store = await startObjects(ground, { of });
  const cache = await startCache(ground, { origin: store.endpoint, ...cached }).catch(async (error: unknown) => {
    await store.stop();
    throw error;
  });
  const { endpoint, bucket, credentials, publicPrefix, health } = store;
  return {
    ...{ store, cache, shelf: { before: new Map(), photographers: undefined, readings: [] } },
    backends: { s3: { ...{ endpoint, bucket, credentials, publicPrefix, verifies }, cache: cache.url } },
    watched: [
      ...store.nodes.map((node) => watched(node.name, 'http_2xx', `${store.addressOf(node)}${health.serves}`)),
      watched(STORE, 'http_2xx', `${endpoint}${health.takesWrites}`),
    ],
    nodes: [...store.nodes, store.front, cache.node],
    isSteady: () => problemOf(store),
    stop: async () => {
      await cache.stop();
      await store.stop();
    },
  };
}

async function problemOf({ nodes, front, apart, incomplete }: ObjectStore): Promise<string | undefined> {
  const dead = [...nodes, front].find((node) => !node.isAlive() || node.isFrozen());
  if (dead) return `${dead.name} does not run`;
  const alone = await apart();
  if (alone.length > 0) return `${alone.join(', ')} cannot write to all disks`;
  const missing = incomplete();
  return missing.length > 0 ? `a fragment is missing of ${missing.join(', ')}` : undefined;
}

function startLoad({ http, token, history }: Calling, shelf: Shelf, readsSetOnly: boolean): Client[] {
  const photographers = putMedia({ http, token, history });
  shelf.photographers = photographers;
  const acknowledged = (): [string, string][] => {
    const sums = sumsOf(shelf);
    return [...mediaLedger(shelf, history).acknowledged].map((name) => [name, sums.get(name) ?? '']);
  };
  const readers = startReaders({
    ...{ http, token, history },
    media: readsSetOnly ? () => [...shelf.before] : acknowledged,
    saw: (reading) => shelf.readings.push(reading),
  });
  return [photographers, readers];
}
