import { setTimeout as pause } from 'node:timers/promises';

/** Asks every few milliseconds until it is so; false where it is not within so many milliseconds. */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs: number, everyMs = 5): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) return false;
    await pause(everyMs);
  }
  return true;
}
