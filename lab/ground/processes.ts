import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { GROUND_MARKER, isOurs, NODE_MARKER } from './ours.ts';

/** A process as /proc tells it. Its id may be given again; its id and start time together are one process of this boot. */
export interface Process {
  pid: number;
  parent: number;
  /** Its process group: the id of the process that began it. */
  group: number;
  /** One letter: R, S, T (stopped), Z (gone, nobody asked) … */
  state: string;
  /** In ticks since the machine started. */
  startedAt: string;
  name: string;
}

/** What differs after each start of the machine: process ids and start times of another boot mean nothing. */
export const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** One process; undefined where it is gone. Source: proc(5), /proc/PID/stat. */
export function readProcess(pid: number): Process | undefined {
  const stat = readProc(pid, 'stat');
  const end = stat.lastIndexOf(')'); // A name may hold blanks and brackets.
  const [state = 'X', parent = '0', group = '0', ...rest] = stat.slice(end + 2).split(' ');
  if (end < 0 || state === 'Z' || state === 'X') return undefined;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    state,
    startedAt: rest[16] ?? '',
    name: stat.slice(stat.indexOf('(') + 1, end),
  };
}

/** All that run. */
export const allProcesses = (): Process[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => readProcess(Number(entry)))
    .filter((found) => found !== undefined);

/** Whether this very process still runs. */
export const runsStill = ({ pid, startedAt }: Pick<Process, 'pid' | 'startedAt'>): boolean =>
  readProcess(pid)?.startedAt === startedAt;

/** Which node's marker it carries in its environment; some servers write their title over it. */
export const nodeMarkerOf = (pid: number): string | undefined => markerOf(pid, NODE_MARKER);

/**
 * Why a process is one of a ground: by its cgroup, its environment or the directory it stands in; undefined where it is not.
 * Where one sign was written over, the others are left.
 */
export function signOfOurs(pid: number): string | undefined {
  const unified = readProc(pid, 'cgroup')
    .split('\n')
    .find((line) => line.startsWith('0::/'));
  const cgroup = unified?.split('/').find(isOurs);
  if (cgroup !== undefined) return `cgroup ${cgroup}`;
  const session = markerOf(pid, GROUND_MARKER);
  if (session) return `${GROUND_MARKER}=${session}`;
  const directory = linkOf(pid, 'cwd');
  if (directory.split('/').some(isOurs)) return `in ${directory}`;
  const [told] = directoriesOf(pid);
  return told === undefined ? undefined : `told of ${told}`;
}

/** The directories of grounds that a process was told of in its environment: it writes there, though it may be no node. */
export const directoriesOf = (pid: number): string[] =>
  readProc(pid, 'environ')
    .split(/[\0=:/]/)
    .filter(isOurs);

function markerOf(pid: number, name: string): string | undefined {
  const entry = readProc(pid, 'environ')
    .split('\0')
    .find((line) => line.startsWith(`${name}=`));
  return entry?.slice(name.length + 1);
}

/** Empty where it is gone, or somebody else's. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function linkOf(pid: number, file: string): string {
  try {
    return readlinkSync(`/proc/${pid}/${file}`);
  } catch {
    return '';
  }
}
