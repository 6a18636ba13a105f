import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An object as it is kept. */
export interface Kept {
  bytes: Buffer;
  /** In quotes, as it is sent: the MD5 of the bytes. */
  etag: string;
  /** Of the clock, in whole seconds: Sun, 22 Nov 2026 05:00:00 GMT */
  modified: string;
  /** What was put with it: content-type, x-amz-meta-… */
  headers: Record<string, string>;
}

/** Objects in a directory: one file each, whose first line tells of it. */
export interface Keeping {
  /** Gives the ETag. An object is there as a whole or not at all: it is written beside its place and renamed. */
  put: (key: string, bytes: Buffer, headers: Kept['headers']) => Promise<string>;
  get: (key: string) => Promise<Kept | undefined>;
  /** Writes a small file. Throws where nothing can be written. */
  prove: () => Promise<void>;
}

/** What was renamed outlives a killed process, not a power cut: nothing is forced to the disk. */
export function keepIn(directory: string): Keeping {
  const fileOf = (key: string): string => join(directory, createHash('sha256').update(key).digest('hex'));
  return {
    put: async (key, bytes, headers) => {
      const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
      const description = JSON.stringify({ key, etag, modified: new Date().toUTCString(), headers });
      const part = `${fileOf(key)}.${randomUUID()}.part`;
      try {
        await writeFile(part, Buffer.concat([Buffer.from(`${description}\n`), bytes]));
        await rename(part, fileOf(key));
      } finally {
        await rm(part, { force: true });
      }
      return etag;
    },
    get: async (key) => {
      const file = await readFile(fileOf(key)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      });
      if (file === undefined) return undefined;
      const end = file.indexOf('\n');
      const description = JSON.parse(file.toString('utf8', 0, end)) as Omit<Kept, 'bytes'>;
      return { ...description, bytes: file.subarray(end + 1) };
    },
    prove: () => writeFile(join(directory, 'health'), 'proof'),
  };
}
