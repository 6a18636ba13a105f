/** A program as a node of a component: one process tree, one cgroup, one data directory. */
export interface NodeProgram {
  /** Unique in the ground, in the words of the drill: "postgres-1", "sentinel-2". Letters, digits and dashes. */
  name: string;
  /** A path, or a name that is looked for on the path and in Debian's places for servers. */
  program: string;
  arguments: string[];
  environment?: Record<string, string>;
  /** Where it runs; default: the node's own directory. */
  directory?: string;
  /** Whether it may be used now; asked again and again after a start. Throw to give up at once. */
  isReady: () => Promise<boolean>;
  /** Milliseconds. Default 30,000. */
  readyWithinMs?: number;
  /** The network namespace it lives in (see network.ts). Default: that of this process. */
  namespace?: string;
  /** Runs as the daemon user unless false. */
  asDaemon?: boolean;
}

/** How a short program is run. */
export interface RunOptions {
  environment?: Record<string, string>;
  /** Milliseconds. Default 60,000. */
  withinMs?: number;
  /** Where it runs; default: the ground's directory. */
  directory?: string;
  /** What it reads on its standard input; default: nothing. */
  input?: string;
  /** The network namespace it runs in. Default: that of this process. */
  namespace?: string;
  /** Runs as the daemon user unless false. */
  asDaemon?: boolean;
}

/**
 * A node that can be broken. With cgroups every deed is exact: it reaches the whole tree at one moment. Without (no root) it is done
 * process by process and called approximate.
 */
export interface Node {
  readonly name: string;
  /** Its own directory, which belongs to the daemon user and survives kill and start. */
  readonly directory: string;
  readonly isExact: boolean;
  /** Starts it; resolves when it is ready. Throws with its last words. */
  start(): Promise<void>;
  /**
   * SIGTERM to its first process. SIGKILL for all who are left 1 s after that one ended (a daemon it left behind, such as epmd), or
   * `withinMs` (default 10,000) after the signal. Resolves when nothing is left.
   */
  stop(withinMs?: number): Promise<void>;
  /** SIGKILL for the whole tree. Resolves when nothing is left, which is the proof that it happened. */
  kill(): Promise<void>;
  /** Everything stops, sockets stay open. Resolves when the kernel says that it is frozen. The undo is written first. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Whether any process of it is left. */
  isAlive(): boolean;
  isFrozen(): boolean;
  /** Process ids, for what needs one process only. */
  pids(): number[];
  /** What it wrote, both streams, newest 20,000 characters; its whole log is `directory`/output.log. */
  said(): string;
}

/** One deed that takes something back, as data, so that it can be done by another process than the one that noted it. */
export type Undo =
  | { undo: 'end-cgroup'; path: string }
  | { undo: 'end-pids'; pids: number[]; startedAt: string[] }
  | { undo: 'end-marked'; marker: string }
  | { undo: 'thaw-cgroup'; path: string }
  | { undo: 'thaw-marked'; marker: string }
  | { undo: 'remove-directory'; path: string }
  | { undo: 'delete-namespace'; name: string }
  | { undo: 'delete-table'; family: 'ip' | 'inet'; name: string; namespace?: string }
  | { undo: 'unmount'; path: string };

/** Everything that has to be taken back, newest last, in a file that outlives a crash. `npm run game-day -- heal` reads it. */
export interface UndoLog {
  /** Writes the undo to the disk; then the deed may be done. Gives what takes the note away once it is done. */
  note(undo: Undo): { done: () => void };
  /** Throws where the session is being left: what is noted already is not done again either. */
  refuseWhenLeft(): void;
  /** Does all that is noted, newest first, each whatever became of the others. Gives what failed, in words. */
  undoAll(): Promise<string[]>;
}

/** One machine's ground for a session: where components stand. */
export interface Ground {
  /** For file names: 2026-11-22T05-00-00-3f2a. */
  readonly session: string;
  readonly directory: string;
  readonly undo: UndoLog;
  /** Whether kill and freeze reach a whole tree at one moment (root and cgroups), or are approximate. */
  readonly isExact: boolean;
  /** As whom nodes run. */
  readonly daemon: { name: string; uid: number; gid: number };
  /** Free TCP ports on 127.0.0.1 below the ephemeral range, each given once. */
  ports(count: number): Promise<number[]>;
  /** A directory that belongs to the daemon user, made where it is not there. A node's directory is `place(its name)`. */
  place(name: string): string;
  /** A node that is not started yet. Throws where its program is not installed (with Debian's package), or its name was given before. */
  node(program: NodeProgram): Node;
  /**
   * Runs a short program as the daemon user to its end; what it left running is ended. Gives its standard output. Throws with its words
   * where it does not end well or in time. Its environment, like a node's, is ours only in PATH: nothing secret gets there.
   */
  run(program: string, args: string[], options?: RunOptions): Promise<string>;
  /** Stops every node and removes everything. Never throws; gives what could not be taken back. */
  leave(): Promise<string[]>;
}

/** What a component is to a drill. */
export interface Component {
  readonly name: string;
  readonly nodes: Node[];
  stop(): Promise<void>;
}
