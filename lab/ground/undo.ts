import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endCgroup, setFrozen } from './cgroup.ts';
import type { Undo } from './ground.ts';
import { refuseForeignCgroup, refuseForeignName, refuseForeignPath } from './ours.ts';
import { continueTree, killTree, signal } from './process-tree.ts';
import { runsStill, signOfOurs } from './processes.ts';
import { findProgram } from './program.ts';
import { until } from './until.ts';

const WITHIN_MS = 10_000;

/** Where `ip netns` keeps namespaces. */
export const namespacePath = (name: string): string => join('/run/netns', name);

/** A command line for the network namespace of that name, or for this one. It leaves /sys as it is, unlike `ip netns exec`. */
export const inNamespace = (namespace: string | undefined, command: string[]): string[] =>
  namespace === undefined ? command : [findProgram('nsenter'), `--net=${namespacePath(namespace)}`, ...command];

/** Runs a system's tool as who we are. Throws its words. */
export async function tool(command: string[], withinMs = WITHIN_MS): Promise<string> {
  const [program = '', ...args] = command;
  const { stdout } = await promisify(execFile)(findProgram(program), args, {
    timeout: withinMs,
    killSignal: 'SIGKILL',
  });
  return stdout;
}

/** Takes one deed back; does nothing where it is taken back already. Throws what kept it, and refuses what is not ours. */
export async function takeBack(undo: Undo): Promise<void> {
  switch (undo.undo) {
    case 'end-cgroup':
      refuseForeignCgroup(undo.path);
      return endCgroup(undo.path);
    case 'thaw-cgroup':
      refuseForeignCgroup(undo.path);
      return existsSync(undo.path) ? setFrozen(undo.path, false) : undefined;
    case 'end-marked':
      refuseForeignName('marker', undo.marker);
      return killTree(undo.marker);
    case 'thaw-marked':
      refuseForeignName('marker', undo.marker);
      continueTree(undo.marker);
      return;
    case 'end-pids':
      return endPids(undo.pids, undo.startedAt);
    case 'remove-directory':
      refuseForeignPath(undo.path);
      return removeDirectory(undo.path);
    case 'unmount':
      refuseForeignPath(undo.path);
      return unmount(undo.path);
    case 'delete-namespace':
      refuseForeignName('network namespace', undo.name);
      if (existsSync(namespacePath(undo.name))) await tool(['ip', 'netns', 'delete', undo.name]);
      return;
    case 'delete-table':
      refuseForeignName('nftables table', undo.name);
      if (undo.namespace !== undefined) refuseForeignName('network namespace', undo.namespace);
      return deleteTable(undo);
    default:
      throw new Error(`game day does not know how to undo ${JSON.stringify(undo)}`);
  }
}

async function endPids(pids: number[], startedAt: string[]): Promise<void> {
  const left = (): { pid: number; startedAt: string }[] =>
    pids.map((pid, index) => ({ pid, startedAt: startedAt[index] ?? '' })).filter(runsStill);
  const foreign = left().filter(({ pid }) => signOfOurs(pid) === undefined);
  for (const one of left()) if (!foreign.some(({ pid }) => pid === one.pid)) signal(one, 'SIGKILL');
  const isOver = await until(() => left().length === foreign.length, WITHIN_MS);
  const pidsOf = (some: { pid: number }[]): string => some.map(({ pid }) => pid).join(', ');
  if (foreign.length > 0) throw new Error(`game day refuses to end ${pidsOf(foreign)}: nothing shows that it is ours`);
  if (!isOver) throw new Error(`game day: ${pidsOf(left())} does not end`);
}

/** Whether something is mounted there, by /proc/self/mounts. */
export const isMounted = (path: string): boolean => mounts().includes(path);

/** Where everything is mounted; blanks are written as they are. */
export const mounts = (): string[] =>
  readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => (line.split(' ')[1] ?? '').replaceAll('\\040', ' '));

async function removeDirectory(path: string): Promise<void> {
  for (const mount of mounts().filter((each) => each === path || each.startsWith(`${path}/`))) await unmount(mount);
  // What just ended may have left files that come late; and a directory that fills meanwhile is not empty.
  const isGone = await until(() => {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (!['ENOTEMPTY', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    return !existsSync(path);
  }, WITHIN_MS);
  if (!isGone) throw new Error(`game day: ${path} cannot be removed; in it: ${readdirSync(path).join(', ')}`);
}

async function unmount(path: string): Promise<void> {
  let words = '';
  const isDone = await until(
    async () => {
      if (isMounted(path)) await tool(['umount', path]).catch((error: unknown) => (words = String(error)));
      return !isMounted(path);
    },
    WITHIN_MS,
    100,
  );
  if (!isDone) throw new Error(`game day: ${path} cannot be unmounted: ${words}`);
}

async function deleteTable({ family, name, namespace }: Extract<Undo, { undo: 'delete-table' }>): Promise<void> {
  if (namespace !== undefined && !existsSync(namespacePath(namespace))) return;
  const nft = (...args: string[]): Promise<string> => tool(inNamespace(namespace, [findProgram('nft'), ...args]));
  const tables = await nft('list', 'tables');
  if (tables.split('\n').includes(`table ${family} ${name}`)) await nft('delete', 'table', family, name);
}
