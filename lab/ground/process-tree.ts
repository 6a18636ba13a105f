import { allProcesses, directoriesOf, nodeMarkerOf, runsStill, type Process } from './processes.ts';
import { until } from './until.ts';

const WITHIN_MS = 10_000;

/**
 * The processes of a node without a cgroup: who carries its marker, whom we knew before, and all their children. Of a whole session,
 * whose marker is the name of its directory: who was told of that. One that wrote over its environment and left its parent before anybody looked is missed: that is why this is called approximate.
 */
export function treeOf(marker: string, known: readonly Process[] = []): Process[] {
  const all = allProcesses();
  const wasKnown = new Set(known.map(({ pid, startedAt }) => `${pid} ${startedAt}`));
  const tree = new Map<number, Process>();
  const carries = ({ pid }: Process): boolean => nodeMarkerOf(pid) === marker || directoriesOf(pid).includes(marker);
  const above = ancestorsIn(all);
  for (const one of all)
    if (!above.has(one.pid) && (wasKnown.has(`${one.pid} ${one.startedAt}`) || carries(one))) tree.set(one.pid, one);
  for (let size = -1; size !== tree.size;) {
    size = tree.size;
    for (const one of all) if (tree.has(one.parent)) tree.set(one.pid, one);
  }
  return [...tree.values()];
}

/** This process and whoever started it: it never ends itself. */
function ancestorsIn(all: Process[]): Set<number> {
  const above = new Set<number>();
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  for (let pid: number | undefined = process.pid; pid !== undefined && !above.has(pid); pid = parents.get(pid))
    above.add(pid);
  return above;
}

/** Ends all of it: stopped first, so that none starts another meanwhile. Throws what is left after 10 s. */
export async function killTree(marker: string, known: readonly Process[] = []): Promise<void> {
  const seen = await stopTree(marker, known);
  const isOver = await until(() => {
    const left = treeOf(marker, seen);
    for (const one of left) signal(one, 'SIGKILL');
    return left.length === 0;
  }, WITHIN_MS);
  if (!isOver) throw new Error(`game day: processes of ${marker} are left: ${names(treeOf(marker, seen))}`);
}

/** SIGSTOP for all, again and again until each is stopped. Gives whom it reached. Throws who is not after 10 s. */
export async function stopTree(marker: string, known: readonly Process[] = []): Promise<Process[]> {
  let seen = [...known];
  const moves = (): Process[] => {
    seen = treeOf(marker, seen);
    return seen.filter(({ state }) => state !== 'T');
  };
  const isStill = await until(() => {
    const moving = moves();
    for (const one of moving) signal(one, 'SIGSTOP');
    return moving.length === 0;
  }, WITHIN_MS);
  if (!isStill) throw new Error(`game day: processes of ${marker} do not stop: ${names(moves())}`);
  return seen;
}

/** SIGCONT for all. */
export function continueTree(marker: string, known: readonly Process[] = []): void {
  for (const one of treeOf(marker, known)) signal(one, 'SIGCONT');
}

/** A signal for this very process; nothing where it is gone. */
export function signal(one: Pick<Process, 'pid' | 'startedAt'>, name: NodeJS.Signals): void {
  if (!runsStill(one)) return;
  try {
    process.kill(one.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const names = (processes: Process[]): string => processes.map(({ name, pid }) => `${name} (${pid})`).join(', ');
