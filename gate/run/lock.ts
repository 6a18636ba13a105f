import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** A lock of another machine, which nobody here can look at, counts as left behind after so long, in milliseconds. */
const STALE_MS = 15 * 60_000;

/**
 * Keeps a reports directory for one gate: two would overwrite each other's verdict. Returns how to give it back. Throws
 * an error that names who has it. The lock of a gate that vanished is taken over.
 */
export function lockReports(reports: string): () => void {
  const file = join(reports, '.gate.lock');
  mkdirSync(reports, { recursive: true });
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  if (!create(file, own)) {
    if (isHeld(file)) {
      const { pid } = holderOf(file);
      throw new Error(
        `${reports} is in use by another gate (process ${pid ?? '?'}): wait for it, or give RELAY_CANARY_REPORTS another directory`,
      );
    }
    rmSync(file, { force: true });
    if (!create(file, own)) throw new Error(`${reports} is in use by another gate that began this moment`);
  }
  return () => rmSync(file, { force: true });
}

function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    tryToRemove(file); // A full disk makes the file and takes no content: nobody's lock, which would look like one.
    throw error;
  }
}

function tryToRemove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What kept it from being written may keep it from being removed.
  }
}

function holderOf(file: string): { pid?: number; host?: string } {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { pid?: number; host?: string } | null) ?? {};
  } catch {
    return {};
  }
}

/** Whether its holder lives. The first process of a container always has the same id, which is ours then. */
function isHeld(file: string): boolean {
  const { pid, host } = holderOf(file);
  if (host !== hostname()) return isYoung(file);
  return pid !== undefined && pid !== process.pid && isAlive(pid);
}

function isYoung(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs < STALE_MS;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
