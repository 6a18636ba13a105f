import { randomUUID } from 'node:crypto';
import { chmod, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Exporter } from './exporter.ts';
import { metricsText } from './samples.ts';

/** World-readable: node_exporter runs as somebody else. */
const MODE = 0o644;

/** A file for node_exporter's textfile collector. */
export const textfile: Exporter = {
  name: 'textfile',
  target: ({ textfile: file }) => file,
  verb: 'written',
  async send({ verdict, settings }, file) {
    const text = await metricsText(verdict);
    try {
      await replaceFile(file, text);
      return undefined;
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      const mend = MENDS[code] ?? 'look at its directory';
      return `${settings.prefix}_TEXTFILE: ${file} was not written (${code}): ${mend}`;
    }
  },
};

const MENDS: Partial<Record<string, string>> = {
  ENOENT: 'its directory does not exist: create it',
  ENOTDIR: 'its directory is a file: name another',
  EACCES: 'its directory may not be written to by this user: let it',
  EROFS: 'the file system is read-only: name a file on another, or mount it for writing',
  ENOSPC: 'the disk is full: make room',
  EDQUOT: 'the quota is used up: make room',
  EFBIG: 'files may not grow here: look at the limits of this process (ulimit -f)',
  EISDIR: 'it is a directory: name a file in it',
};

/**
 * Puts a new file in the place of another in one step, so that nobody ever reads half of it. Throws what the disk
 * says; the old file is then as it was. The temporary file does not end in .prom: the collector does not read it.
 */
async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx', MODE);
    try {
      await handle.writeFile(text);
      // A disk may say only now that it is full.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(temporary, MODE);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
