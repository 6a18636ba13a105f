import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand, PutBucketPolicyCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Component, Ground, Node } from '../../ground/ground.ts';
import { until } from '../../ground/until.ts';
import { countFragments, corruptFragment, fragmentsOf, incompleteObjects } from './fragments.ts';
import type { Corruption, Disk, Fragment } from './fragments.ts';
import { startFront } from './front.ts';
import { beginHealing } from './heal.ts';
import { knowsTheOthers, minioNode, requireMinio } from './minio.ts';
import { openS3, type Credentials } from './s3.ts';

/**
 * An S3 store in which each object is cut into two fragments of data and two of parity, each on a node of its own: two are
 * enough to read it, three are needed to write it.
 */
export interface ObjectStore extends Component {
  /** http://127.0.0.1:PORT of the proxy before the nodes, which goes round a dead one. */
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly bucket: string;
  /** Objects whose key begins so may be read by everybody, all others by nobody without a signature. */
  readonly publicPrefix: string;
  /** The four that hold fragments. */
  readonly nodes: Node[];
  /** The proxy before them. */
  readonly front: Node;
  /** Milliseconds from the first start until the bucket is there. */
  readonly startedInMs: number;
  /** Kills the node where it lives, empties its disk and starts it again. Gives how many fragments were on it. */
  wipe: (node: Node) => Promise<number>;
  fragmentsOf: (key: string) => Fragment[];
  /** Flips nine bytes of one fragment on its disk. The same seed takes the same fragment and places. */
  corrupt: (key: string, seed: number) => Corruption;
  /** Keys of which not every node holds all that it is to hold. */
  incomplete: () => string[];
  /**
   * Has the store look at every fragment, its bytes too, and mend what is missing or corrupt, as an operator would after a fault; again each
   * 5 s until no key is incomplete. Gives the milliseconds it took; throws with what still is incomplete after so many.
   */
  heal: (withinMs: number) => Promise<number>;
  /** The same without a word to the store, which heals a wiped disk by itself but may forget what was written past a dead node. */
  healed: (withinMs: number) => Promise<number>;
}

const NODES = 4;
const BUCKET = 'media';
const PUBLIC_PREFIX = 'public/';
const READY_WITHIN_MS = 30_000;
const ASK_AGAIN_AFTER_MS = 5_000;

/** Starts four MinIO servers with a disk each and a proxy before them, and makes the bucket. Takes all down where it fails half way. */
export async function startObjects(ground: Ground): Promise<ObjectStore> {
  requireMinio();
  const startedAt = performance.now();
  const ports = await ground.ports(NODES);
  const credentials = { accessKeyId: 'drill', secretAccessKey: randomUUID() };
  const directories = ports.map((_, index) => ground.place(`objects-${index + 1}-disk`));
  const disks = directories.map((directory, index): Disk => ({
    directory,
    node: ground.node(minioNode(ground, { index, ports, disks: directories, credentials })),
  }));
  const nodes = disks.map(({ node }) => node);
  try {
    const [front] = await Promise.all([startFront(ground, ports), ...nodes.map((node) => node.start())]);
    await Promise.all(ports.map((port) => knowsTheOthers(port)));
    await makeBucket(openS3({ endpoint: front.url, credentials, answerWithinMs: 3_000 }));
    return {
      name: 'objects',
      endpoint: front.url,
      credentials,
      bucket: BUCKET,
      publicPrefix: PUBLIC_PREFIX,
      nodes,
      front: front.node,
      startedInMs: performance.now() - startedAt,
      wipe: (node) => wipe(disks, node),
      fragmentsOf: (key) => fragmentsOf(disks, BUCKET, key),
      corrupt: (key, seed) => corruptFragment(disks, BUCKET, key, seed),
      incomplete: () => incompleteObjects(disks, BUCKET),
      heal: (withinMs) =>
        healed(disks, withinMs, () => beginHealing({ endpoint: front.url, credentials, bucket: BUCKET })),
      healed: (withinMs) => healed(disks, withinMs),
      stop: async () => {
        await Promise.all([front.node.stop(), ...nodes.map((node) => node.kill())]);
      },
    };
  } catch (error) {
    await Promise.all(nodes.map((node) => node.kill()));
    throw error;
  }
}

/** Both come about once enough nodes have found each other. */
async function makeBucket(s3: S3Client): Promise<void> {
  const Statement = [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/${PUBLIC_PREFIX}*` },
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  let said = '';
  const succeeds = async (deed: () => Promise<unknown>): Promise<boolean> => {
    try {
      await deed();
      return true;
    } catch (error) {
      said = `${(error as Error).name}: ${(error as Error).message}`;
      return (error as Error).name === 'BucketAlreadyOwnedByYou';
    }
  };
  const isMade = async (): Promise<boolean> =>
    (await succeeds(() => s3.send(new CreateBucketCommand({ Bucket: BUCKET })))) &&
    (await succeeds(() => s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }))));
  try {
    if (!(await until(isMade, READY_WITHIN_MS, 50)))
      throw new Error(`objects: no bucket after ${READY_WITHIN_MS} ms, the nodes did not find each other: ${said}`);
  } finally {
    s3.destroy();
  }
}

async function wipe(disks: Disk[], node: Node): Promise<number> {
  const disk = disks.find((each) => each.node === node);
  if (!disk) throw new Error(`objects: ${node.name} holds no fragments, so it has no disk to wipe`);
  await node.kill();
  const held = countFragments(disk, BUCKET);
  for (const entry of readdirSync(disk.directory))
    await rm(join(disk.directory, entry), { recursive: true, force: true });
  await node.start();
  return held;
}

async function healed(disks: Disk[], withinMs: number, ask?: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  let askedAt = -Infinity;
  const isHealed = async (): Promise<boolean> => {
    if (ask && performance.now() - askedAt > ASK_AGAIN_AFTER_MS) {
      await ask();
      askedAt = performance.now();
    }
    return incompleteObjects(disks, BUCKET).length === 0;
  };
  if (await until(isHealed, withinMs, 100)) return performance.now() - startedAt;
  const still = incompleteObjects(disks, BUCKET);
  throw new Error(`objects: not healed after ${withinMs} ms: a fragment is missing of ${still.join(', ')}`);
}
