import type { Ground } from '../ground/ground.ts';
import { MissingTool, type Drill, type DrillStand, type Tell } from './drill.ts';
import { evidenceOf, NO_EVIDENCE, type Evidence } from './evidence.ts';
import type { Journal } from './journal.ts';
import { pauseUnless, settled, startWatch, type Watch } from './watch.ts';

export interface RunOptions {
  /** Ends the drill at once, in the words of its reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that a steady state may take to come about. */
  steadyWithinMs?: number;
  /** Milliseconds that the load and the components may take to end. */
  endWithinMs?: number;
  /** Milliseconds that a method may take to notice that it is over. */
  stopWithinMs?: number;
}

/** A drill while it is under way. */
export interface Course {
  drill: Drill;
  ground: Ground;
  watch: Watch;
  /** For the method: throws when the drill is over, so that it does not go on. */
  tell: Tell;
  /** For the runner: is written in any case. */
  note: Tell;
  phase: (words: string) => void;
  steadyWithinMs: number;
  endWithinMs: number;
  /** Where it stands already. */
  stand?: DrillStand;
  /** Where it is being taken down. */
  ending?: Promise<string | undefined>;
}

const STEADY_WITHIN_MS = 30_000;
const END_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 250;

/** The drill's time begins. */
export function beginCourse(
  drill: Drill,
  ground: Ground,
  journal: Journal,
  { signal, steadyWithinMs = STEADY_WITHIN_MS, endWithinMs = END_WITHIN_MS }: RunOptions,
): Course {
  journal.begin();
  const watch = startWatch(drill.deadlineMs, signal);
  const note: Tell = (kind, words) => journal.add(drill.id, kind, words);
  return {
    ...{ drill, ground, watch, note, steadyWithinMs, endWithinMs },
    phase: (words) => journal.add(drill.id, 'phase', words),
    tell: (kind, words) => {
      watch.refuse();
      note(kind, words);
    },
  };
}

/** Takes the stand down, once. Gives what went wrong, or that it is not over in time; undefined where all is well, or nothing stands. */
export async function endStand(course: Course): Promise<string | undefined> {
  if (course.stand === undefined) return undefined;
  return (course.ending ??= endInTime(course.stand, course.endWithinMs));
}

async function endInTime(stand: DrillStand, withinMs: number): Promise<string | undefined> {
  let problem: string | undefined;
  const ending = stand.end().catch((error: unknown) => (problem = wordsOf(error)));
  return (await settled(ending, withinMs)) ? problem : `it is not over after ${withinMs} ms`;
}

/** What can be seen of the stand now. Never throws: what cannot be read is a gap. */
export function takeEvidence({ stand, watch, note }: Course): Evidence {
  try {
    return stand ? evidenceOf(stand, watch.nowMs()) : NO_EVIDENCE;
  } catch (error) {
    note('gap', `the evidence cannot be read: ${wordsOf(error)}`);
    return NO_EVIDENCE;
  }
}

/** What is wrong with the steady state when its time is over; undefined where it is reached. Throws where the drill is over. */
export async function becomeSteady({ watch, steadyWithinMs }: Course, stand: DrillStand): Promise<string | undefined> {
  const giveUpAt = performance.now() + steadyWithinMs;
  for (;;) {
    const problem = await stand.isSteady().catch((error: unknown) => String(error));
    if (problem === undefined || performance.now() > giveUpAt) return problem;
    await pauseUnless(watch, ASK_EVERY_MS);
  }
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether it is for want of a program, also where somebody on the way put it in other words. */
export const isMissingTool = (error: unknown): boolean =>
  error instanceof MissingTool || (error instanceof Error && error.cause !== undefined && isMissingTool(error.cause));
