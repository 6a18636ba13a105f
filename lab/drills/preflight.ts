import { readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { usableCgroups } from '../ground/cgroup.ts';
import { daemonUser } from '../ground/ours.ts';
import { freePorts } from '../ground/ports.ts';
import { writtenLogs } from '../ground/undo-log.ts';
import type { StoreKind } from '../components/objects/start.ts';
import type { Drill, Letter } from './drill.ts';
import { debianPackagesOf, lettersOf, neededBy, placeOf } from './needs.ts';
import { storeOf, storeProblems } from './store.ts';

/** What was found before anything is broken. */
export interface Preflight {
  /** What keeps the session from beginning, with the mend. */
  problems: string[];
  /** What whoever reads the numbers has to know. */
  remarks: string[];
  /** 0: it may begin. 2: no steady state to start from. 3: something is missing on this machine. */
  exitCode: 0 | 2 | 3;
}

/** What a machine has; given by a test where it is to be something else. */
export interface Machine {
  places: (program: string) => string | undefined;
  isRoot: boolean;
  hasCgroups: () => boolean;
  /** Throws where there is no user for the servers. */
  user: () => unknown;
  /** Of memory that can be had, and of room for temporary files. */
  freeBytes: () => { memory: number; disk: number };
  /** Throws where there are not so many. */
  ports: (count: number) => Promise<unknown>;
  sessions: () => { session: string; isOfTheLiving: boolean }[];
}

const GIB = 2 ** 30;
/** The largest drills: PostgreSQL with 500 clients, or four MinIO, with relays and alerts; measured 1.1 GiB. */
const NEEDED_BYTES = 2 * GIB;
const NEEDED_PORTS = 40;

/**
 * Asks for everything that these drills, or all drills of these letters, need, and tells all problems at once. Throws UsageError where
 * GAME_DAY_STORE is none; the store is that unless given.
 */
export async function preflight(
  drills: (Letter | Drill['id'])[],
  machine: Machine = thisMachine,
  store: StoreKind = storeOf(),
): Promise<Preflight> {
  const missing = [
    ...storeProblems(drills, store),
    ...neededBy(drills, store).flatMap((program) => missingProgram(program, machine) ?? []),
    ...thrownBy(machine.user),
    ...(machine.isRoot
      ? []
      : ['root is needed for network namespaces and small disks: run it as root, in a machine that may be broken']),
  ];
  const unsteady = [...roomProblems(machine.freeBytes()), ...leftovers(machine), ...(await portProblem(machine))];
  const others = machine.sessions().filter(({ isOfTheLiving }) => isOfTheLiving);
  const remarks = [
    machine.hasCgroups()
      ? 'kill and freeze are exact: each node has a cgroup'
      : 'kill and freeze are approximate: no cgroup can be made here, so they go process by process',
    ...others.map(({ session }) => `session ${session} goes on at the same time, and takes from the same processors`),
  ];
  const exitCode = missing.length > 0 ? 3 : unsteady.length > 0 ? 2 : 0;
  return { problems: [...missing, ...unsteady], remarks, exitCode };
}

function missingProgram(program: string, { places }: Machine): string | undefined {
  if (places(program) !== undefined) return undefined;
  const packages = debianPackagesOf(program).join(' ');
  const letters = lettersOf(program).join('');
  return (
    `${program} is missing: npm run game-day -- install${packages === '' ? '' : `, or apt-get install ${packages}`}` +
    (letters === '' ? '' : `; SKIP=${letters} leaves out what needs it`)
  );
}

function thrownBy(ask: () => unknown): string[] {
  try {
    ask();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

const inGib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

const roomProblems = (free: { memory: number; disk: number }): string[] =>
  (['memory', 'disk'] as const)
    .filter((kind) => free[kind] < NEEDED_BYTES)
    .map(
      (kind) => `${inGib(free[kind])} of ${kind} can be had, and ${inGib(NEEDED_BYTES)} are needed: end something else`,
    );

const leftovers = ({ sessions }: Machine): string[] =>
  sessions()
    .filter(({ isOfTheLiving }) => !isOfTheLiving)
    .map(({ session }) => `session ${session} was killed, and left something behind: npm run game-day -- heal`);

const portProblem = ({ ports }: Machine): Promise<string[]> =>
  ports(NEEDED_PORTS).then(
    () => [],
    (error: unknown) => [(error as Error).message],
  );

const thisMachine: Machine = {
  places: placeOf,
  isRoot: process.getuid?.() === 0,
  hasCgroups: () => usableCgroups() !== undefined,
  user: daemonUser,
  freeBytes: () => {
    const { bavail, bsize } = statfsSync(tmpdir());
    return { memory: availableMemory(), disk: bavail * bsize };
  },
  ports: (count) => freePorts(count, []),
  sessions: writtenLogs,
};

/** Source: proc(5), MemAvailable of /proc/meminfo, in KiB. */
const availableMemory = (): number =>
  1024 * Number(/^MemAvailable:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? 0);
