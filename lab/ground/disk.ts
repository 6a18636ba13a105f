import { chownSync, closeSync, mkdirSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, Node } from './ground.ts';
import { refuseForeignPath } from './ours.ts';
import { isMounted, takeBack, tool } from './undo.ts';

/**
 * Empties a directory of a node, as a new disk would be: the directory stays, and the log of what the node said. `path` is below the node's
 * directory; default: all of that. Gives how many entries went; throws where there was nothing to wipe: that is no fault.
 */
export function wipe(node: Pick<Node, 'name' | 'directory'>, path = '.'): number {
  const whole = join(node.directory, path);
  refuseForeignPath(join(whole, 'x'));
  const entries = readdirSync(whole).filter((entry) => join(whole, entry) !== join(node.directory, 'output.log'));
  if (entries.length === 0) throw new Error(`game day: there is nothing to wipe in ${whole} of ${node.name}`);
  for (const entry of entries) rmSync(join(whole, entry), { recursive: true });
  return entries.length;
}

/** A disk of a few bytes, as the directory of a node. */
export interface SmallDisk {
  path: string;
  freeBytes: () => number;
  /** Fills it until nothing goes in. Gives how many bytes that took. Throws where it is not full then. */
  fill: () => number;
  /** Makes room again: takes away what `fill` wrote. */
  empty: () => void;
  /** Takes it away with all that is on it; end the node first. */
  unmount: () => Promise<void>;
}

/**
 * Puts a disk in memory of so many bytes at a directory below the node's own, which has to be empty: before the node's data is made. Needs
 * root. The disk belongs to the daemon user.
 */
export async function fillDisk(
  ground: Pick<Ground, 'undo' | 'daemon'>,
  node: Pick<Node, 'name' | 'directory'>,
  { directory, sizeBytes }: { directory: string; sizeBytes: number },
): Promise<SmallDisk> {
  const path = join(node.directory, directory);
  refuseForeignPath(path);
  if (process.getuid?.() !== 0) throw new Error(`game day: a small disk for ${node.name} needs root, to mount a tmpfs`);
  mkdirSync(path, { recursive: true });
  if (readdirSync(path).length > 0 || isMounted(path))
    throw new Error(`game day: ${path} of ${node.name} is not empty: a small disk would hide what is in it`);
  const { uid, gid } = ground.daemon;
  chownSync(path, uid, gid);
  const noted = ground.undo.note({ undo: 'unmount', path });
  await tool(['mount', '-t', 'tmpfs', '-o', `size=${sizeBytes},mode=0700,uid=${uid},gid=${gid}`, 'relay-canary', path]);
  const ballast = join(path, 'ballast');
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  };
  return {
    path,
    freeBytes,
    fill: () => {
      const bytes = writeUntilFull(ballast);
      if (freeBytes() > 0) throw new Error(`game day: ${path} of ${node.name} still has ${freeBytes()} bytes free`);
      return bytes;
    },
    empty: () => rmSync(ballast, { force: true }),
    unmount: async () => {
      await takeBack({ undo: 'unmount', path });
      noted.done();
    },
  };
}

function writeUntilFull(file: string): number {
  const opened = openSync(file, 'a');
  const piece = Buffer.alloc(65_536, 1);
  let bytes = 0;
  try {
    for (;;) bytes += writeSync(opened, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    return bytes;
  } finally {
    closeSync(opened);
  }
}
