import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endCgroup, isFrozen, isPopulated, killCgroup, pidsIn, setFrozen } from './cgroup.ts';
import type { UndoLog } from './ground.ts';
import { continueTree, killTree, stopTree, treeOf } from './process-tree.ts';
import type { Process } from './processes.ts';

/** How the processes of one node are held together, so that a deed reaches all of them. */
export interface Hold {
  isExact: boolean;
  /** Makes it ready to start into; notes the undo first. */
  prepare: () => void;
  /** What a command line begins with so that its process, and all its children, are held. */
  enter: string[];
  pids: () => number[];
  isAlive: () => boolean;
  isFrozen: () => boolean;
  kill: () => Promise<void>;
  freeze: () => Promise<void>;
  thaw: () => Promise<void>;
  /** Ends all and leaves nothing of it. */
  end: () => Promise<void>;
}

/** By a cgroup of its own: exact, by the kernel's word. */
export function holdByCgroup(cgroup: string, log: UndoLog): Hold {
  let noted: { done: () => void } | undefined;
  return {
    isExact: true,
    prepare: () => {
      log.refuseWhenLeft();
      noted ??= log.note({ undo: 'end-cgroup', path: cgroup });
      mkdirSync(cgroup, { recursive: true });
      writeFileSync(join(cgroup, 'cgroup.freeze'), '0');
    },
    enter: ['/bin/sh', '-c', 'echo $$ > "$0/cgroup.procs" && exec "$@"', cgroup],
    pids: () => pidsIn(cgroup),
    isAlive: () => isPopulated(cgroup),
    isFrozen: () => isFrozen(cgroup),
    kill: () => killCgroup(cgroup),
    freeze: () => setFrozen(cgroup, true),
    thaw: () => setFrozen(cgroup, false),
    end: async () => {
      await endCgroup(cgroup);
      noted?.done();
      noted = undefined;
    },
  };
}

/** By the marker in its environment and who is whose child: approximate. */
export function holdByTree(marker: string, log: UndoLog): Hold {
  let known: Process[] = [];
  let noted: { done: () => void } | undefined;
  const look = (): Process[] => (known = treeOf(marker, known));
  return {
    isExact: false,
    prepare: () => {
      log.refuseWhenLeft();
      noted ??= log.note({ undo: 'end-marked', marker });
      known = [];
    },
    enter: [],
    pids: () => look().map(({ pid }) => pid),
    isAlive: () => look().length > 0,
    isFrozen: () => look().every(({ state }) => state === 'T') && known.length > 0,
    kill: () => killTree(marker, known),
    freeze: async () => {
      known = await stopTree(marker, known);
    },
    thaw: () => {
      continueTree(marker, known);
      return Promise.resolve();
    },
    end: async () => {
      await killTree(marker, known);
      noted?.done();
      noted = undefined;
    },
  };
}
