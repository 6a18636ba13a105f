import type { ObjectStore } from '../../components/objects/start.ts';
import { until } from '../../ground/until.ts';

/** A node that comes back looks for the others every 15 s. */
const JOINED_WITHIN_MS = 45_000;
const HEALED_WITHIN_MS = 45_000;

/**
 * What somebody on call does when all nodes run again: waits until each writes to all disks, since what is put meanwhile misses a
 * fragment too, and tells the store to heal. Gives what was seen, in words. Throws where one of them does not come about.
 */
export async function makeWhole({ apart, heal }: ObjectStore): Promise<string> {
  const startedAt = performance.now();
  const sinceStart = (): number => Math.round(performance.now() - startedAt);
  if (!(await until(async () => (await apart()).length === 0, JOINED_WITHIN_MS, 250)))
    throw new Error(
      `objects: after ${JOINED_WITHIN_MS} ms ${(await apart()).join(', ')} still do not write to all disks`,
    );
  const joinedMs = sinceStart();
  await heal(HEALED_WITHIN_MS);
  return `every node writes to all disks after ${joinedMs} ms, and the store is whole after ${sinceStart()} ms`;
}
