/** What has to be undone, whatever happens. */
export interface CleanUp {
  /** Notes how to undo what was just done. */
  later: (undo: () => Promise<unknown>) => void;
  /** Undoes everything, the latest first, each part whatever became of the others. Throws the first problem at the end. */
  now: () => Promise<void>;
}

/** Begins a list of what has to be undone. */
export function startCleanUp(): CleanUp {
  const undos: (() => Promise<unknown>)[] = [];
  return {
    later: (undo) => void undos.push(undo),
    now: async () => {
      const problems: unknown[] = [];
      for (let undo = undos.pop(); undo; undo = undos.pop())
        await undo().catch((error: unknown) => problems.push(error));
      if (problems.length > 0) throw problems[0];
    },
  };
}
