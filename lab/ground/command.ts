import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { Hold } from './hold.ts';
import { GROUND_MARKER, NODE_MARKER, type Daemon } from './ours.ts';
import { findProgram, programPath } from './program.ts';
import { inNamespace } from './undo.ts';

/** A program of a ground and how it is to run. */
export interface Command {
  session: string;
  /** The whole name of its node. */
  marker: string;
  hold: Hold;
  /** As whom; undefined: as who we are. */
  daemon: Daemon | undefined;
  program: string;
  arguments: string[];
  environment: Record<string, string>;
  directory: string;
  home: string;
  namespace: string | undefined;
  stdio: StdioOptions;
}

/**
 * Starts it held, in a session of its own (setsid), in its namespace, as its user. Its environment is made here: of ours it gets only
 * where programs are, since what a runner keeps in its environment is nobody's business in a server.
 */
export function startHeld({ session, marker, hold, daemon, namespace, ...command }: Command): ChildProcess {
  const asUser = daemon && process.getuid?.() === 0 ? becoming(daemon) : [];
  const [first = '', ...rest] = [
    ...hold.enter,
    ...inNamespace(namespace, [...asUser, findProgram(command.program), ...command.arguments]),
  ];
  return spawn(first, rest, {
    cwd: command.directory,
    detached: true,
    stdio: command.stdio,
    env: {
      PATH: programPath(),
      LANG: 'C.UTF-8',
      HOME: command.home,
      USER: daemon?.name ?? 'root',
      LOGNAME: daemon?.name ?? 'root',
      ...command.environment,
      [GROUND_MARKER]: session,
      [NODE_MARKER]: marker,
    },
  });
}

const becoming = ({ uid, gid }: Daemon): string[] => [
  findProgram('setpriv'),
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--init-groups',
  '--no-new-privs',
];
