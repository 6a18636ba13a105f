import { readFileSync } from 'node:fs';
import { seededRandom } from '../../random.ts';
import { flipBytes, type Flip } from '../../ground/flip-bytes.ts';

/** A file of the cache: nginx's own header, a line with the key, the origin's header, an empty line, the body. */
export interface Entry {
  file: string;
  key: string;
  /** Bytes of the whole file. */
  sizeBytes: number;
  /** Where the body begins, in bytes. */
  bodyAtBytes: number;
}

const KEY = Buffer.from('\nKEY: ');
const HEADER_END = Buffer.from('\r\n\r\n');
const FLIPPED_BYTES = 9;

/** The entry in a file; empty where the file went meanwhile or is not one yet. */
export function readEntry(file: string): Entry[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return [];
  }
  const keyAt = bytes.indexOf(KEY);
  const headerEnd = bytes.indexOf(HEADER_END, keyAt);
  if (keyAt < 0 || headerEnd < 0) return [];
  const key = bytes.subarray(keyAt + KEY.length, bytes.indexOf('\n', keyAt + KEY.length)).toString();
  return [{ file, key, sizeBytes: bytes.length, bodyAtBytes: headerEnd + HEADER_END.length }];
}

/** Flips nine bytes of the body. Throws where the body is shorter. */
export const corruptEntry = ({ file, sizeBytes, bodyAtBytes }: Entry, seed: number): Flip =>
  flipBytes(file, { random: seededRandom(seed), count: FLIPPED_BYTES, fromShare: bodyAtBytes / sizeBytes });
