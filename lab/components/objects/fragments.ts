import { readdirSync, type Dirent } from 'node:fs';
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
const FRAGMENT = /\/(xl\.meta|part\.\d+)$/;
const ENOUGH_TO_READ = 2;
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

/**
 * Keys of which some disk lacks a file, and that can be mended from what two others have. A small object that was overwritten meanwhile is
 * not noticed. What a write leaves that was refused half way is no fragment (KEY/VERSION/xl.meta.bkp), or is on one disk alone.
 */
export function incompleteObjects(disks: Disk[], bucket: string): string[] {
  const count = new Map<string, number>();
  for (const { directory } of disks) {
    const root = join(directory, bucket);
    for (const path of filesBelow(root)) {
      const file = relative(root, path);
      if (FRAGMENT.test(file)) count.set(file, (count.get(file) ?? 0) + 1);
    }
  }
  const missing = [...count].filter(([, held]) => held >= ENOUGH_TO_READ && held < disks.length);
  return [...new Set(missing.map(([file]) => keyOf(file)))].sort();
}

/** How many fragments, of all objects, are on a disk. */
export const countFragments = ({ directory }: Disk, bucket: string): number =>
  filesBelow(join(directory, bucket)).filter((file) => file.endsWith(`/${DESCRIPTION}`)).length;

const keyOf = (file: string): string => (file.endsWith(DESCRIPTION) ? dirname(file) : dirname(dirname(file)));

/** Directories come and go while the store works. */
function filesBelow(directory: string): string[] {
  return entriesOf(directory).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
