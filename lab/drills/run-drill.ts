import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from '../ground/ground.ts';
import { MissingTool, type Drill, type DrillStand, type Figures, type Finding, type Tell } from './drill.ts';
import type { Journal } from './journal.ts';
import { judgeSafely, verdictOf, type DrillVerdict } from './verdict.ts';

/** What came of one drill. */
export interface DrillResult {
  id: string;
  title: string;
  verdict: DrillVerdict;
  endedBy?: 'no steady state' | 'missing tool';
  findings: Finding[];
  figures: Figures;
  /** Milliseconds from the start of the components to the end of the last one. */
  durationMs: number;
  /** What could not be taken back. */
  left: string[];
}

/** Milliseconds that a steady state may take to come about. */
const STEADY_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 250;

/**
 * Runs one drill on a ground: start → steady → load → method → steady again → quiesce → judge. Whatever happens, everything is
 * taken back. Never throws: an accident is a finding that is inconclusive.
 */
export async function runDrill(
  drill: Drill,
  ground: Ground,
  journal: Journal,
  steadyWithinMs = STEADY_WITHIN_MS,
): Promise<DrillResult> {
  const start = performance.now();
  const { id, title } = drill;
  journal.begin();
  const tell: Tell = (kind, words) => journal.add(id, kind, words);
  const phase = (words: string): void => journal.add(id, 'phase', words);
  const ended = await withinDeadline(drill, perform(drill, ground, { tell, phase, steadyWithinMs }));
  phase('everything is taken back');
  const left = await ground.leave();
  const findings = [...ended.findings, ...left.map(leftover)];
  for (const { oracle, outcome, words } of findings) journal.add(id, 'finding', `${outcome}: ${oracle}: ${words}`);
  const durationMs = performance.now() - start;
  return { ...ended, id, title, findings, left, durationMs, verdict: verdictOf(findings) };
}

type Ended = Pick<DrillResult, 'findings' | 'figures' | 'endedBy'>;

interface Telling {
  tell: Tell;
  phase: (words: string) => void;
  steadyWithinMs: number;
}

async function perform(drill: Drill, ground: Ground, { tell, phase, steadyWithinMs }: Telling): Promise<Ended> {
  let stand: DrillStand | undefined;
  try {
    phase('what is needed is started');
    const started = await drill.start(ground);
    stand = started;
    phase('steady state is proven');
    const problem = await becomeSteady(stand, steadyWithinMs);
    if (problem !== undefined) return inconclusive('there is a steady state to start from', problem, 'no steady state');
    phase('load begins');
    await stand.begin();
    phase('the method begins');
    const figures = await drill.method(stand, tell);
    phase('steady state is asked for again');
    const after = await becomeSteady(stand, steadyWithinMs);
    phase('load ends, and everything under way comes to its end');
    await stand.quiesce();
    const findings = await judgeSafely(() => drill.judge(started, figures));
    return { figures, findings: [...(findings.length > 0 ? findings : [NOTHING_JUDGED]), steadyAgain(after)] };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return inconclusive('the drill runs to its end', words, error instanceof MissingTool ? 'missing tool' : undefined);
  } finally {
    await stand?.end().catch((error: unknown) => tell('gap', `not everything ended: ${String(error)}`));
  }
}

/** What is wrong with the steady state when its time is over; undefined where it is reached. */
async function becomeSteady(stand: DrillStand, withinMs: number): Promise<string | undefined> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const problem = await stand.isSteady().catch((error: unknown) => String(error));
    if (problem === undefined || performance.now() > giveUpAt) return problem;
    await pause(ASK_EVERY_MS);
  }
}

async function withinDeadline({ deadlineMs }: Drill, ended: Promise<Ended>): Promise<Ended> {
  const tooLate = pause(deadlineMs, undefined, { ref: false });
  const first = await Promise.race([ended, tooLate]);
  return first ?? inconclusive('the drill ends in time', `it took longer than ${deadlineMs} ms`);
}

const NOTHING_JUDGED: Finding = { oracle: 'something is judged', outcome: 'inconclusive', words: 'no oracle spoke' };

const inconclusive = (oracle: string, words: string, endedBy?: DrillResult['endedBy']): Ended => ({
  findings: [{ oracle, outcome: 'inconclusive', words }],
  figures: {},
  ...(endedBy && { endedBy }),
});

const steadyAgain = (problem: string | undefined): Finding => ({
  oracle: 'all is as before when the fault is healed',
  outcome: problem === undefined ? 'pass' : 'fail',
  words: problem ?? 'everything that was asked before is so again',
});

const leftover = (words: string): Finding => ({ oracle: 'nothing is left behind', outcome: 'fail', words });
