import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a quiet moment is looked for, and how often; in milliseconds. */
const WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 3;

/** Where SQLite counts the changes of a file, in its header: bytes (file format, section 1.3.7). */
const CHANGE_COUNTER = [24, 28] as const;

const changesOf = (file: string): string =>
  readFileSync(file)
    .subarray(...CHANGE_COUNTER)
    .toString('hex');

/**
 * Copies the file of a store while an API uses it, in a moment in which nobody writes: to take the lock would make the API
 * fail. Throws where there is no such moment.
 */
export async function copyStore(from: string, to: string): Promise<void> {
  const isQuiet = (): boolean => !existsSync(`${from}.lock`) && !existsSync(`${from}-journal`);
  const giveUpAt = performance.now() + WITHIN_MS;
  while (performance.now() < giveUpAt) {
    if (isQuiet()) {
      copyFileSync(from, to);
      if (isQuiet() && changesOf(to) === changesOf(from)) return;
    }
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`rollout: ${from} is written to all the time, so it could not be copied`);
}
