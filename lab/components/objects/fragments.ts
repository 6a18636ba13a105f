import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Node } from '../../ground/ground.ts';
import { seededRandom } from '../../random.ts';
import { flipBytes, type Flip } from '../../ground/flip-bytes.ts';

/** A node's disk. */
export interface Disk {
  node: Node;
  directory: string;
}

/** What one node holds of one object: its part of the data, which for a small object stands within its description. */
export interface Fragment {
  node: Node;
  file: string;
}

export interface Corruption extends Flip {
  node: Node;
}

const DESCRIPTION = 'xl.meta';
const FLIPPED_BYTES = 9;

/** The fragments of one object, by disk; at most one for each. Layout: DISK/BUCKET/KEY/xl.meta, DISK/BUCKET/KEY/VERSION/part.1 */
export function fragmentsOf(disks: Disk[], bucket: string, key: string): Fragment[] {
  return disks.flatMap(({ node, directory }) => {
    const files = filesBelow(join(directory, bucket, key));
    const file = files.find((path) => path.endsWith('/part.1')) ?? files.find((path) => path.endsWith(DESCRIPTION));
    return file === undefined ? [] : [{ node, file }];
  });
}

/** Flips nine bytes in the second half of one fragment. Throws where the object has none. */
export function corruptFragment(disks: Disk[], bucket: string, key: string, seed: number): Corruption {
  const fragments = fragmentsOf(disks, bucket, key);
  const random = seededRandom(seed);
  const fragment = fragments[Math.floor(random() * fragments.length)];
  if (!fragment) throw new Error(`objects: there is no fragment of ${key} on any disk, so none can be corrupted`);
  return { node: fragment.node, ...flipBytes(fragment.file, { random, count: FLIPPED_BYTES, fromShare: 0.5 }) };
}

/** Keys of which some disk lacks a file that another has. A small object that was overwritten meanwhile is not noticed. */
export function incompleteObjects(disks: Disk[], bucket: string): string[] {
  const held = disks.map(({ directory }) => {
    const root = join(directory, bucket);
    return new Set(filesBelow(root).map((file) => relative(root, file)));
  });
  const all = new Set(held.flatMap((files) => [...files]));
  const missing = [...all].filter((file) => held.some((files) => !files.has(file)));
  return [...new Set(missing.map(keyOf))].sort();
}

/** How many fragments, of all objects, are on a disk. */
export const countFragments = ({ directory }: Disk, bucket: string): number =>
  filesBelow(join(directory, bucket)).filter((file) => file.endsWith(`/${DESCRIPTION}`)).length;

const keyOf = (file: string): string => (file.endsWith(DESCRIPTION) ? dirname(file) : dirname(dirname(file)));

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
