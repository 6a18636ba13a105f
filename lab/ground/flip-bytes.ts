import { closeSync, fstatSync, fsyncSync, openSync, readSync, utimesSync, writeSync } from 'node:fs';
import { refuseForeignPath } from './ours.ts';

/** Bytes that were changed in a file behind the back of its owner. */
export interface Flip {
  file: string;
  /** Places in bytes from the beginning, ascending. */
  at: number[];
  /** Whether all of them are again what they were; false where the file is gone. */
  isMended: () => boolean;
}

interface FlipOptions {
  random: () => number;
  count: number;
  /** Nothing before this share of the file is touched: 0.5 leaves its first half alone. */
  fromShare: number;
}

/**
 * Inverts so many bytes, and reads them again, which is the proof; size and times stay, as where a disk rots. Throws where the file is
 * too short for it, or is not in a ground's directory.
 */
export function flipBytes(file: string, { random, count, fromShare }: FlipOptions): Flip {
  refuseForeignPath(file);
  const opened = openSync(file, 'r+');
  try {
    const { size, atime, mtime } = fstatSync(opened);
    const first = Math.ceil(size * fromShare);
    if (size - first < count) throw new Error(`corruption: ${file} has only ${size} bytes`);
    const places = new Set<number>();
    while (places.size < count) places.add(first + Math.floor(random() * (size - first)));
    const at = [...places].sort((a, b) => a - b);
    const before = at.map((place) => byteAt(opened, place));
    at.forEach((place, index) => writeSync(opened, Buffer.of(~(before[index] ?? 0) & 0xff), 0, 1, place));
    if (at.some((place, index) => byteAt(opened, place) === before[index]))
      throw new Error(`corruption: ${file} did not take the bytes`);
    fsyncSync(opened);
    utimesSync(file, atime, mtime);
    return { file, at, isMended: () => holds(file, at, before) };
  } finally {
    closeSync(opened);
  }
}

function byteAt(opened: number, place: number): number {
  const byte = Buffer.alloc(1);
  readSync(opened, byte, 0, 1, place);
  return byte[0] ?? 0;
}

function holds(file: string, at: number[], bytes: number[]): boolean {
  let opened: number;
  try {
    opened = openSync(file, 'r');
  } catch {
    return false;
  }
  try {
    return at.every((place, index) => byteAt(opened, place) === bytes[index]);
  } finally {
    closeSync(opened);
  }
}
