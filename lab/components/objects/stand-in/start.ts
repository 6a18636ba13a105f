import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ground, Node } from '../../../ground/ground.ts';
import { MissingTool } from '../../../ground/program.ts';
import { until } from '../../../ground/until.ts';
import { openObjects } from '../client.ts';
import { startFront, type Front } from '../front.ts';
import type { ObjectStore } from '../start.ts';
import type { StandInFile } from './main.ts';
import { HEALTH } from './server.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const READY_WITHIN_MS = 30_000;

/**
 * Starts a store of our own with one node, and the proxy before it: what a cache needs of S3, and no fragments. Whatever is about fragments
 * throws MissingTool. Takes all down where it fails half way.
 */
export async function startStandIn(
  ground: Ground,
  { bucket, publicPrefix }: Pick<ObjectStore, 'bucket' | 'publicPrefix'>,
): Promise<ObjectStore> {
  const startedAt = performance.now();
  const [port = 0] = await ground.ports(1);
  const credentials = { accessKeyId: 'drill', secretAccessKey: randomUUID() };
  const file = join(ground.place('stand-in'), 'stand-in.json');
  const directory = ground.place('stand-in-objects');
  const settings: StandInFile = { port, directory, bucket, publicPrefix, credentials };
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  const health = { serves: HEALTH, takesWrites: HEALTH };
  const node = standInNode(ground, port, file);
  const apart = async (): Promise<string[]> => {
    const objects = openObjects({ endpoint: `http://127.0.0.1:${port}`, bucket, credentials, answerWithinMs: 2_000 });
    const put = await objects.put('reach/proof', Buffer.from('proof'));
    objects.close();
    return put.outcome === 'acknowledged' ? [] : [node.name];
  };
  let front: Front | undefined;
  try {
    await node.start();
    const { url, node: proxy } = (front = await startFront(ground, [port], health));
    if (!(await until(() => isWell(`${url}${HEALTH}`), READY_WITHIN_MS, 50)))
      throw new Error(`objects: after ${READY_WITHIN_MS} ms the stand-in takes no writes through the proxy before it`);
    return {
      ...{ name: 'objects', of: 'stand-in', endpoint: url, credentials, bucket, publicPrefix, health },
      ...{ nodes: [node], front: proxy, startedInMs: performance.now() - startedAt },
      addressOf: () => `http://127.0.0.1:${port}`,
      apart,
      // An object is there as a whole or not at all, so that there is nothing to heal.
      incomplete: () => [],
      heal: () => Promise.resolve(0),
      healed: () => Promise.resolve(0),
      wipe: noFragments,
      heldBy: noFragments,
      fragmentsOf: noFragments,
      corrupt: noFragments,
      stop: async () => {
        await Promise.all([proxy.stop(), node.stop(2_000)]);
      },
    };
  } catch (error) {
    await Promise.all([front?.node.kill(), node.kill()]);
    throw error;
  }
}

/** It runs as who started the drill: the repository need not be readable for the daemon user. */
const standInNode = (ground: Ground, port: number, file: string): Node =>
  ground.node({
    ...{ name: 'objects-1', program: process.execPath, directory: ROOT, asDaemon: false },
    arguments: ['--import', 'tsx', 'lab/components/objects/stand-in/main.ts', file],
    isReady: () => isWell(`http://127.0.0.1:${port}${HEALTH}`),
  });

const isWell = (address: string): Promise<boolean> =>
  fetch(address, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

function noFragments(): never {
  throw new MissingTool('objects: the stand-in has no fragments, which needs MinIO: leave GAME_DAY_STORE out');
}
