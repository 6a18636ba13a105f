import type { Ground } from '../../ground/ground.ts';
import type { Runner } from './command.ts';
import { healBy, writeNote, type HealNote } from './notes.ts';

/** What a drill on a deployment has instead of a ground: nothing is started here, and a fault is taken back by commands. */
export interface Undoing {
  session: string;
  /** Aborted when everything is being taken back. */
  leaving: AbortSignal;
  /**
   * Writes down how the fault is healed, and then does it. What it does is waited for before anybody heals. Gives what takes the note
   * away. Throws where everything is being taken back already.
   */
  strike: <Done>(note: HealNote, deed: () => Promise<Done>) => Promise<{ done: Done; healed: () => void }>;
  /** Heals what is not healed, at once. Gives what failed, in words. Never throws. */
  healNow: () => Promise<string[]>;
  /** The same, whatever happened; nothing is broken any more afterwards. Once. */
  leave: () => Promise<string[]>;
}

interface UndoingOptions {
  session: string;
  runner: Runner;
  /** Where the notes are. */
  state: string;
  /** Hears of each healing that the method did not come to. */
  tell: (words: string) => void;
}

/** Begins a drill's part of a session. */
export function openUndoing({ session, runner, state, tell }: UndoingOptions): Undoing {
  const leaving = new AbortController();
  const open = new Map<HealNote, () => void>();
  let striking: Promise<unknown> = Promise.resolve();
  let left: Promise<string[]> | undefined;

  const healNow = async (): Promise<string[]> => {
    await striking.catch(() => undefined);
    const failed: string[] = [];
    for (const [note, remove] of open)
      try {
        tell(`heal: ${runner.describe(note.heal)}`);
        await healBy(note, runner);
        remove();
        open.delete(note);
      } catch (error) {
        failed.push(`the fault of ${note.drill} is not taken back: ${(error as Error).message}`);
      }
    return failed;
  };
  const leave = (): Promise<string[]> => {
    leaving.abort();
    return healNow();
  };
  return {
    session,
    leaving: leaving.signal,
    strike: async (note, deed) => {
      leaving.signal.throwIfAborted();
      open.set(note, writeNote(note, state).remove);
      const struck = deed();
      striking = struck;
      const done = await struck;
      const healed = (): void => {
        open.get(note)?.();
        open.delete(note);
      };
      return { done, healed };
    },
    healNow,
    leave: () => (left ??= leave()),
  };
}

/** The runner of drills only leaves its ground; what a drill on a deployment needs is not in one. */
export const asGround = ({ session, leave }: Undoing): Ground => ({ session, leave }) as unknown as Ground;
