import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { usableCgroups } from './cgroup.ts';
import type { Ground } from './ground.ts';
import { holdByCgroup, holdByTree, type Hold } from './hold.ts';
import { makeNode } from './node.ts';
import { daemonUser, PREFIX, refuseForeignPath, wholeName } from './ours.ts';
import { freePorts } from './ports.ts';
import { findProgram } from './program.ts';
import { runToItsEnd } from './run.ts';
import { openUndoLog, writtenLogs, type SessionLog } from './undo-log.ts';

interface GroundOptions {
  /** Below which the session's directory is made: the system's temporary directory, or a directory of ours in it. */
  directory?: string;
  /** As whom nodes run where we are root; default: DAEMON_USER, which `npm run game-day -- install` makes. */
  user?: string;
  /** Do without cgroups also where there are some. */
  isApproximate?: boolean;
}

/**
 * Begins a session: a directory of its own, a log of undos in the state directory, cgroups where we are root and may make some. Throws
 * where root has no user to run servers as. Call `leave` whatever happens; `leaveOnSignals` does on signals.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- a missing user is a rejection, as everything that fails later
export async function startGround({
  directory = tmpdir(),
  user,
  isApproximate = false,
}: GroundOptions = {}): Promise<Ground> {
  const daemon = daemonUser(user);
  const cgroups = isApproximate ? undefined : usableCgroups();
  const { session, path, log } = newSession(realpathSync(directory));
  const names = new Set<string>();
  let runs = 0;
  const holdFor = (marker: string): Hold =>
    cgroups === undefined ? holdByTree(marker, log) : holdByCgroup(join(cgroups, marker), log);
  const markerFor = (name: string): string => {
    if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(name))
      throw new Error(`game day: ${name} is no name for a node: letters, digits, dashes`);
    if (names.has(name)) throw new Error(`game day: there is a node ${name} already in this session`);
    names.add(name);
    return wholeName(session, name);
  };
  const place = (name: string): string => {
    const made = join(path, name);
    refuseForeignPath(made);
    log.refuseWhenLeft();
    mkdirSync(made, { recursive: true });
    chownSync(made, daemon.uid, daemon.gid);
    return made;
  };
  const ground: Ground = {
    session,
    directory: path,
    isExact: cgroups !== undefined,
    daemon,
    undo: log,
    ports: async (count) => {
      const ports = await freePorts(
        count,
        writtenLogs().flatMap((written) => (written.isOfTheLiving ? written.ports : [])),
      );
      log.notePorts(ports);
      return ports;
    },
    place,
    node: (program) => {
      findProgram(program.program);
      const marker = markerFor(program.name);
      return makeNode(program, { session, marker, directory: place(program.name), hold: holdFor(marker), daemon, log });
    },
    run: (program, args, options = {}) => {
      const marker = wholeName(session, `run-${++runs}`);
      return runToItsEnd(program, args, { session, marker, directory: path, hold: holdFor(marker), daemon }, options);
    },
    leave: async () => {
      log.close();
      const failed = await log.undoAll();
      log.discard();
      return failed;
    },
  };
  return ground;
}

/** Two sessions that begin in the same second differ in the last four letters. */
function newSession(parent: string): { session: string; path: string; log: SessionLog } {
  const session = `${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}-${randomBytes(2).toString('hex')}`;
  const path = join(parent, `${PREFIX}${session}`);
  refuseForeignPath(path);
  const log = openUndoLog(session);
  const noted = log.note({ undo: 'remove-directory', path });
  try {
    mkdirSync(path);
    chmodSync(path, 0o755); // Whatever the umask: the daemon user has to get to its directories.
    log.note({ undo: 'end-marked', marker: basename(path) }); // Who was not started as a node, but told to write in it.
  } catch (error) {
    noted.done();
    log.discard();
    throw error;
  }
  return { session, path, log };
}
