import type { TestInfo } from '@playwright/test';
import type { RunOptions } from '../../../lab/drills/course.ts';
import type { Drill, DrillStand, Finding } from '../../../lab/drills/drill.ts';
import { openJournal, type Entry } from '../../../lab/drills/journal.ts';
import { runDrill, type DrillResult } from '../../../lab/drills/run-drill.ts';
import type { Evidence } from '../../../lab/drills/evidence.ts';
import type { Ground } from '../../../lab/ground/ground.ts';

export const PASS: Finding = { oracle: 'nothing is lost', outcome: 'pass', words: '0 of 9' };

/** A ground on which nothing stands. `leaves` is what cannot be taken back; `left` resolves when it is being left. */
export function groundThat({ leaves = [] }: { leaves?: string[] } = {}): Ground & { left: Promise<void> } {
  let tell: () => void = () => undefined;
  const left = new Promise<void>((resolve) => (tell = resolve));
  const leave = (): Promise<string[]> => {
    tell();
    return Promise.resolve(leaves);
  };
  return { leave, left } as unknown as Ground & { left: Promise<void> };
}

export interface Change {
  stand?: Partial<DrillStand>;
  drill?: Partial<Drill>;
}

/** A drill on nothing, that takes down what is called when. */
export function drillOf(called: string[], { stand = {}, drill = {} }: Change = {}): Drill {
  const call = (name: string) => (): Promise<void> => {
    called.push(name);
    return Promise.resolve();
  };
  const whole: DrillStand = {
    isSteady: () => Promise.resolve(undefined),
    begin: call('begin'),
    quiesce: call('quiesce'),
    end: call('end'),
    evidence: () => ({}),
    ...stand,
  };
  return {
    ...{ id: 'A1', letter: 'A', title: 'a drill', hypothesis: '', runbook: '', deadlineMs: 5_000 },
    start: () => call('start')().then(() => whole),
    method: () => call('method')().then(() => ({ recoveredMs: 5 })),
    judge: () => call('judge')().then(() => [PASS]),
    ...drill,
  };
}

/** Plays a drill on nothing, with a journal of its own. */
export async function play(
  drill: Drill,
  testInfo: TestInfo,
  options: RunOptions = {},
  ground: Ground = groundThat(),
): Promise<{ result: DrillResult; evidence: Evidence; entries: readonly Entry[] }> {
  const journal = openJournal(testInfo.outputPath('journal.jsonl'));
  return { ...(await runDrill(drill, ground, journal, options)), entries: journal.entries };
}
