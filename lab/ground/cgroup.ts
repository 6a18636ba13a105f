import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupMount, PREFIX } from './ours.ts';
import { until } from './until.ts';

const WITHIN_MS = 10_000;

/** Where cgroups can be made; undefined where not: no root, no cgroup2, one that is read only, or a kernel without cgroup.kill. */
export function usableCgroups(): string | undefined {
  const mount = cgroupMount();
  if (mount === undefined || process.getuid?.() !== 0) return undefined;
  const probe = join(mount, `${PREFIX}probe-${process.pid}`);
  try {
    mkdirSync(probe);
  } catch {
    return undefined;
  }
  const isEnough = existsSync(join(probe, 'cgroup.kill')) && existsSync(join(probe, 'cgroup.freeze'));
  rmdirSync(probe);
  return isEnough ? mount : undefined;
}

/** The processes in a cgroup; none where it does not exist. */
export const pidsIn = (cgroup: string): number[] =>
  read(cgroup, 'cgroup.procs').split('\n').filter(Boolean).map(Number);

/** Whether any process is in a cgroup, by the kernel's word. */
export const isPopulated = (cgroup: string): boolean => read(cgroup, 'cgroup.events').includes('populated 1');

/** Whether something is in it and all of that is frozen, by the kernel's word: an empty one calls itself frozen. */
export const isFrozen = (cgroup: string): boolean => read(cgroup, 'cgroup.events').includes('populated 1\nfrozen 1');

/** SIGKILL for all in it at one moment; resolves when nothing is left. Throws what is left after 10 s. */
export async function killCgroup(cgroup: string): Promise<void> {
  if (!existsSync(cgroup)) return;
  writeFileSync(join(cgroup, 'cgroup.kill'), '1');
  if (await until(() => !isPopulated(cgroup), WITHIN_MS)) return;
  throw new Error(`game day: ${cgroup} still holds ${pidsIn(cgroup).join(', ')} ${WITHIN_MS} ms after cgroup.kill`);
}

/** Freezes or thaws all in it; resolves when the kernel says so. Throws where it does not within 10 s. */
export async function setFrozen(cgroup: string, isToBe: boolean): Promise<void> {
  writeFileSync(join(cgroup, 'cgroup.freeze'), isToBe ? '1' : '0');
  if (await until(() => isFrozen(cgroup) === isToBe, WITHIN_MS)) return;
  throw new Error(
    `game day: ${cgroup} is not ${isToBe ? 'frozen' : 'thawed'} ${WITHIN_MS} ms after cgroup.freeze was written`,
  );
}

/** Ends all in it and removes it, with what is below. Does nothing where it does not exist. */
export async function endCgroup(cgroup: string): Promise<void> {
  await killCgroup(cgroup);
  for (const entry of list(cgroup)) await endCgroup(join(cgroup, entry));
  const isGone = await until(() => {
    if (isPopulated(cgroup)) writeFileSync(join(cgroup, 'cgroup.kill'), '1'); // Somebody was on the way in.
    return removed(cgroup);
  }, WITHIN_MS); // It stays busy for a moment after its last process.
  if (!isGone)
    throw new Error(`game day: the cgroup ${cgroup} cannot be removed: ${pidsIn(cgroup).join(', ') || 'busy'}`);
}

const list = (cgroup: string): string[] =>
  existsSync(cgroup)
    ? readdirSync(cgroup, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];

function removed(cgroup: string): boolean {
  try {
    rmdirSync(cgroup);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function read(cgroup: string, file: string): string {
  try {
    return readFileSync(join(cgroup, file), 'utf8');
  } catch {
    return '';
  }
}
