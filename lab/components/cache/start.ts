import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Component, Ground, Node } from '../../ground/ground.ts';
import { cacheConfiguration, type KeyedBy } from './configuration.ts';
import { readEntry, corruptEntry, type Entry } from './entries.ts';
import type { Flip } from '../../ground/flip-bytes.ts';
import { nginxNode } from './nginx.ts';

export interface CacheOptions {
  /** The store: http://127.0.0.1:PORT */
  origin: string;
  /** Default: `whole-request`, the shipped configuration. `path` is the planted weakness. */
  keyedBy?: KeyedBy;
  /** Whole seconds in which an entry is served without asking the origin. Default 10. */
  freshSeconds?: number;
}

export interface Cache extends Component {
  readonly node: Node;
  /**
   * http://127.0.0.1:PORT. Signed addresses have to be signed for this host. The header X-Cache-Status says MISS, HIT, EXPIRED,
   * REVALIDATED or STALE; an entry is fresh for up to a second longer than it was told.
   */
  readonly url: string;
  /** Milliseconds. */
  readonly startedInMs: number;
  /** What lies in the cache's directory: one entry for each slice of 256 KiB. */
  entries: () => Entry[];
  /** Removes all entries, or those with this in their key: what is asked for next comes from the store. */
  clear: (inKey?: string) => Promise<void>;
  /** Flips nine bytes in the body of the first entry with this in its key: the cache does not notice. Throws where there is none. */
  corrupt: (inKey: string, seed: number) => Flip;
}

/** Starts nginx as a cache before an S3 store. What may be read without a signature is served stale while the store is down. */
export async function startCache(
  ground: Ground,
  { origin, keyedBy = 'whole-request', freshSeconds = 10 }: CacheOptions,
): Promise<Cache> {
  const [port = 0] = await ground.ports(1);
  const directory = ground.place('cache-entries');
  const http = cacheConfiguration({ port, origin, directory, keyedBy, freshSeconds });
  const node = ground.node(nginxNode(ground, { name: 'cache', port, http }));
  const startedAt = performance.now();
  await node.start();
  const entries = (): Entry[] => filesBelow(directory).flatMap((file) => readEntry(file));
  return {
    name: 'cache',
    nodes: [node],
    node,
    url: `http://127.0.0.1:${port}`,
    startedInMs: performance.now() - startedAt,
    entries,
    clear: async (inKey) => {
      const chosen = inKey === undefined ? undefined : entries().filter(({ key }) => key.includes(inKey));
      for (const file of chosen?.map((entry) => entry.file) ?? filesBelow(directory)) await rm(file, { force: true });
    },
    corrupt: (inKey, seed) => {
      const entry = entries().find(({ key }) => key.includes(inKey));
      if (!entry) throw new Error(`cache: there is no entry with ${inKey} in its key, so none can be corrupted`);
      return corruptEntry(entry, seed);
    },
    stop: () => node.stop(),
  };
}

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
