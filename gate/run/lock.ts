import { join } from 'node:path';
import { takeLock } from '../../fixtures/state/lock.ts';

/** A lock of another machine, which nobody here can look at, counts as left behind after so long, in milliseconds. */
const STALE_MS = 15 * 60_000;

/**
 * Keeps a reports directory for one gate: two would overwrite each other's verdict. Returns how to give it back. Throws
 * an error that names who has it. The lock of a gate that vanished is taken over.
 */
export function lockReports(reports: string): () => void {
  const taken = takeLock(join(reports, '.gate.lock'), STALE_MS);
  if (taken.isOurs) return taken.release;
  throw new Error(
    `${reports} is in use by another gate (process ${taken.holder.pid ?? '?'}): wait for it, or give RELAY_CANARY_REPORTS another directory`,
  );
}
