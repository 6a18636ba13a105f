import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand, PutBucketPolicyCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Component, Ground, Node } from '../../ground/ground.ts';
import { until } from '../../ground/until.ts';
import { countFragments, corruptFragment, fragmentsOf, incompleteObjects } from './fragments.ts';
import type { Corruption, Disk, Fragment } from './fragments.ts';
import { startFront, type Health } from './front.ts';
import { healOnce } from './heal.ts';
import { knowsTheOthers, MINIO_HEALTH, minioNode, requireMinio } from './minio.ts';
import { reachesAll } from './reach.ts';
import { openS3, type Credentials } from './s3.ts';
import { startStandIn } from './stand-in/start.ts';

/** MinIO, or a small server of our own: enough behind a cache, with no fragments. */
export type StoreKind = 'minio' | 'stand-in';

/**
 * An S3 store in which each object is cut into two fragments of data and two of parity, each on a node of its own: two are
 * enough to read it, three are needed to write it.
 */
export interface ObjectStore extends Component {
  /** What it is. A stand-in has one node and no fragments; where one is asked of it, it throws MissingTool. */
  readonly of: StoreKind;
  /** http://127.0.0.1:PORT of the proxy before the nodes, which goes round a dead one. */
  readonly endpoint: string;
  readonly credentials: Credentials;
  readonly bucket: string;
  /** Objects whose key begins so may be read by everybody, all others by nobody without a signature. */
  readonly publicPrefix: string;
  /** Where its health is asked, at a node or at the endpoint. */
  readonly health: Health;
  /** The four that hold fragments. */
  readonly nodes: Node[];
  /** The proxy before them. */
  readonly front: Node;
  /** Milliseconds from the first start until the bucket is there and every node writes to all disks. */
  readonly startedInMs: number;
  /** http://127.0.0.1:PORT of one of the four. */
  addressOf: (node: Node) => string;
  /** Kills the node where it lives and empties its disk; it is not started again. Gives how many fragments were on it. */
  wipe: (node: Node) => Promise<number>;
  /** How many objects have a fragment on this node's disk. */
  heldBy: (node: Node) => number;
  fragmentsOf: (key: string) => Fragment[];
  /** Flips nine bytes of one fragment on its disk. The same seed takes the same fragment and places. */
  corrupt: (key: string, seed: number) => Corruption;
  /** The nodes through which nothing can be written to all four disks, dead ones included. Takes up to 2 s. */
  apart: () => Promise<string[]>;
  /** Keys of which not every node holds all that it is to hold. */
  incomplete: () => string[];
  /**
   * Has the store look at every fragment, its bytes too, and mend what is missing or corrupt, as an operator would after a fault; once, and
   * again until no key is incomplete. Gives the milliseconds it took; throws with what still is incomplete after so many.
   */
  heal: (withinMs: number) => Promise<number>;
  /** The same without a word to the store, which heals a wiped disk by itself but may forget what was written past a dead node. */
  healed: (withinMs: number) => Promise<number>;
}

const NODES = 4;
const BUCKET = 'media';
const PUBLIC_PREFIX = 'public/';
const READY_WITHIN_MS = 30_000;
const SHORTEST_PASS_MS = 5_000;

/** Starts a store, with its bucket and a proxy before it. Takes all down where it fails half way. */
export const startObjects = (ground: Ground, { of = 'minio' }: { of?: StoreKind } = {}): Promise<ObjectStore> =>
  of === 'minio' ? startMinio(ground) : startStandIn(ground, { bucket: BUCKET, publicPrefix: PUBLIC_PREFIX });

/** Four servers with a disk each. */
async function startMinio(ground: Ground): Promise<ObjectStore> {
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
  const apart = async (): Promise<string[]> => {
    const reach = await Promise.all(
      ports.map((port) => reachesAll(disks, BUCKET, { endpoint: `http://127.0.0.1:${port}`, credentials })),
    );
    return nodes.filter((_, index) => !reach[index]).map(({ name }) => name);
  };
  try {
    const [front] = await Promise.all([startFront(ground, ports, MINIO_HEALTH), ...nodes.map((node) => node.start())]);
    await Promise.all(ports.map((port) => knowsTheOthers(port)));
    await makeBucket(openS3({ endpoint: front.url, credentials, answerWithinMs: 3_000 }));
    // One start in four leaves a node that misses another's drive until it looks again, 15 s later.
    if (!(await until(async () => (await apart()).length === 0, READY_WITHIN_MS, 250)))
      throw new Error(`objects: after ${READY_WITHIN_MS} ms ${(await apart()).join(', ')} do not write to all disks`);
    return {
      name: 'objects',
      of: 'minio',
      health: MINIO_HEALTH,
      endpoint: front.url,
      credentials,
      bucket: BUCKET,
      publicPrefix: PUBLIC_PREFIX,
      nodes,
      front: front.node,
      startedInMs: performance.now() - startedAt,
      addressOf: (node) => `http://127.0.0.1:${ports[nodes.indexOf(node)] ?? 0}`,
      wipe: (node) => wipe(diskOf(disks, node)),
      heldBy: (node) => countFragments(diskOf(disks, node), BUCKET),
      fragmentsOf: (key) => fragmentsOf(disks, BUCKET, key),
      corrupt: (key, seed) => corruptFragment(disks, BUCKET, key, seed),
      apart,
      incomplete: () => incompleteObjects(disks, BUCKET),
      heal: (withinMs) =>
        healed(disks, withinMs, (passMs) => healOnce({ endpoint: front.url, credentials, bucket: BUCKET }, passMs)),
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

function diskOf(disks: Disk[], node: Node): Disk {
  const disk = disks.find((each) => each.node === node);
  if (!disk) throw new Error(`objects: ${node.name} holds no fragments, so it has no disk`);
  return disk;
}

async function wipe(disk: Disk): Promise<number> {
  await disk.node.kill();
  const held = countFragments(disk, BUCKET);
  for (const entry of readdirSync(disk.directory))
    await rm(join(disk.directory, entry), { recursive: true, force: true });
  return held;
}

async function healed(disks: Disk[], withinMs: number, pass?: (withinMs: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  const leftMs = (): number => startedAt + withinMs - performance.now();
  const isHealed = async (): Promise<boolean> => {
    await pass?.(Math.max(leftMs(), SHORTEST_PASS_MS));
    return incompleteObjects(disks, BUCKET).length === 0;
  };
  if (await until(isHealed, withinMs, 100)) return performance.now() - startedAt;
  const still = incompleteObjects(disks, BUCKET);
  throw new Error(`objects: not healed after ${withinMs} ms: a fragment is missing of ${still.join(', ')}`);
}
