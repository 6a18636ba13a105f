import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The file that says that the rollback of a deploy was called. Whoever removes it lets it be called once more. */
export const markerOf = (state: string, prefix: string, deployId: string): string =>
  join(state, `rollback-${createHash('sha256').update(`${prefix}\n${deployId}`).digest('hex')}`);

/** When the marker was made, in ISO 8601; undefined where there is none. */
export function calledAt(marker: string): string | undefined {
  const madeAt = statSync(marker, { throwIfNoEntry: false })?.mtime.toISOString();
  if (madeAt === undefined) return undefined;
  try {
    const written = readFileSync(marker, 'utf8').split('\n')[0] ?? '';
    return Number.isNaN(Date.parse(written)) ? madeAt : written;
  } catch {
    return madeAt;
  }
}

/**
 * Makes the marker; false where it exists already. Of two gates at the same time one gets true, as the file system makes
 * a file but once (O_EXCL). Throws where the directory cannot be written.
 */
export function claim(marker: string, deployId: string): boolean {
  let file: number;
  try {
    file = openSync(marker, 'wx', 0o644);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(file, `${new Date().toISOString()}\n${deployId}\n`);
  } catch {
    // A full disk: that the file exists is what counts, its time is that of the file.
  } finally {
    closeSync(file);
  }
  return true;
}
