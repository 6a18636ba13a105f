import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/** What everything begins with that game day makes on a machine: directories, cgroups, namespaces, nftables. */
export const PREFIX = 'relay-canary-';

/** Under whose name nodes run where the driver is root: Postgres and RabbitMQ refuse root. */
export const DAEMON_USER = 'relay-canary';

/** Environment variables that every process of a ground carries: its session, and the whole name of its node. */
export const GROUND_MARKER = 'RELAY_CANARY_GROUND';
export const NODE_MARKER = 'RELAY_CANARY_NODE';

/** What a node is called on the machine, as a cgroup and as a marker. */
export const wholeName = (session: string, name: string): string => `${PREFIX}${session}-${name}`;

export interface Daemon {
  name: string;
  uid: number;
  gid: number;
}

/** As whom nodes run: that user where we are root, else who we are. Throws with the mend where there is no such user. */
export function daemonUser(name = DAEMON_USER): Daemon {
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0) return { name: process.env['USER'] ?? String(uid), uid, gid: process.getgid?.() ?? -1 };
  const id = (of: '-u' | '-g'): number => Number(execFileSync('id', [of, name], { stdio: 'pipe' }).toString());
  try {
    return { name, uid: id('-u'), gid: id('-g') };
  } catch (error) {
    throw new Error(
      `game day: there is no user ${name} for the servers to run as; \`npm run game-day -- install\` makes it, or: ` +
        `useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin ${name}`,
      { cause: error },
    );
  }
}

/** Whether a name was given by a session: the prefix, when it began, four letters. Other parts of relay-canary use the prefix alone. */
export const isOurs = (name: string): boolean =>
  /^relay-canary-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-[0-9a-f]{4}(-[\w.-]+)?$/.test(name);

/** Throws where a namespace, a table or a marker is not one of ours. */
export function refuseForeignName(kind: string, name: string): void {
  if (!isOurs(name))
    throw new Error(`game day refuses to touch the ${kind} ${name}: its name is not ${PREFIX}SESSION-…`);
}

/** Throws where a path is not in a directory of ours below the temporary directory, also by way of a symbolic link. */
export function refuseForeignPath(path: string): void {
  const temporary = realpathSync(tmpdir());
  const [first = '', ...rest] = relative(temporary, path).split(sep);
  const isBelow = path === resolve(path) && isOurs(first) && !rest.includes('..');
  if (!isBelow || realParent(path) !== dirname(path))
    throw new Error(
      `game day refuses to touch ${path}: it is not in a directory ${join(temporary, `${PREFIX}SESSION…`)}`,
    );
}

/** Throws where a cgroup is not one of ours, directly below the mount. */
export function refuseForeignCgroup(path: string): void {
  const mount = cgroupMount();
  if (path !== resolve(path) || dirname(path) !== mount || !isOurs(basename(path)))
    throw new Error(
      `game day refuses to touch the cgroup ${path}: it is not ${join(mount ?? '(no cgroup2)', `${PREFIX}SESSION…`)}`,
    );
}

/** Where the unified hierarchy is mounted: /sys/fs/cgroup, or /sys/fs/cgroup/unified beside the older one. */
export function cgroupMount(): string | undefined {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  return mounts.map((line) => line.split(' ')).find(([, , type]) => type === 'cgroup2')?.[1];
}

/** The directory above, followed; what is gone already is followed as far as it goes. */
function realParent(path: string): string {
  try {
    return realpathSync(dirname(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return dirname(path);
    throw error;
  }
}
