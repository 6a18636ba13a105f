import type { Ground } from '../ground/ground.ts';
import {
  becomeSteady,
  beginCourse,
  endStand,
  isMissingTool,
  takeEvidence,
  wordsOf,
  type Course,
  type RunOptions,
} from './course.ts';
import type { Drill, Figures, Finding } from './drill.ts';
import { NO_EVIDENCE, type Evidence } from './evidence.ts';
import type { Journal } from './journal.ts';
import { judgeSafely, verdictOf, type DrillVerdict } from './verdict.ts';
import { settled } from './watch.ts';

/** What came of one drill. */
export interface DrillResult {
  id: string;
  title: string;
  verdict: DrillVerdict;
  endedBy?: 'no steady state' | 'missing tool' | 'interruption';
  findings: Finding[];
  figures: Figures;
  /** Milliseconds from the start of the components to the end of the last one. */
  durationMs: number;
  /** What could not be taken back. */
  left: string[];
}

/** A method that is told to stop waits for somebody who is gone; most notice at once. */
const STOP_WITHIN_MS = 10_000;

/**
 * Runs one drill on a ground: start → steady → load → method → steady again → quiesce → judge. Whatever happens, everything is
 * taken back; after its deadline or an interruption it breaks nothing more. Never throws: an accident is a finding that is inconclusive.
 */
export async function runDrill(
  drill: Drill,
  ground: Ground,
  journal: Journal,
  options: RunOptions = {},
): Promise<{ result: DrillResult; evidence: Evidence }> {
  const start = performance.now();
  const { id, title } = drill;
  const course = beginCourse(drill, ground, journal, options);
  const { watch, phase } = course;
  const performed = perform(course);
  const { evidence, ...ended } = await Promise.race([performed, watch.over.then((words) => cutShort(course, words))]);
  const isCutShort = watch.reason() !== undefined;
  watch.stop();
  phase('everything is taken back');
  const left = await ground.leave();
  if (isCutShort && !(await settled(performed, options.stopWithinMs ?? STOP_WITHIN_MS)))
    journal.add(id, 'gap', `what was under way does not stop; the ground is left, and it can break nothing there`);
  const findings = [...ended.findings, ...left.map(leftover)];
  for (const { oracle, outcome, words } of findings) journal.add(id, 'finding', `${outcome}: ${oracle}: ${words}`);
  const durationMs = performance.now() - start;
  return { result: { ...ended, id, title, findings, left, durationMs, verdict: verdictOf(findings) }, evidence };
}

type Ended = Pick<DrillResult, 'findings' | 'figures' | 'endedBy'>;
type EndedWithEvidence = Ended & { evidence: Evidence };

async function perform(course: Course): Promise<EndedWithEvidence> {
  const ended = await playOut(course).catch((error: unknown) =>
    inconclusive('the drill runs to its end', wordsOf(error), isMissingTool(error) ? 'missing tool' : undefined),
  );
  const evidence = course.watch.reason() === undefined ? takeEvidence(course) : NO_EVIDENCE;
  const problem = await endStand(course);
  const findings = problem === undefined ? ended.findings : [...ended.findings, notEnded(problem)];
  return { ...ended, findings, evidence };
}

/** Everything in its order. Throws where the drill is over before its end. */
async function playOut(course: Course): Promise<Ended> {
  const { drill, watch } = course;
  const next = (words: string): void => {
    watch.refuse();
    course.phase(words);
  };
  next('what is needed is started');
  const stand = await drill.start(course.ground);
  course.stand = stand;
  next('steady state is proven');
  const problem = await becomeSteady(course, stand);
  if (problem !== undefined) return inconclusive('there is a steady state to start from', problem, 'no steady state');
  next('load begins');
  await stand.begin();
  next('the method begins');
  const figures = await drill.method(stand, course.tell);
  next('steady state is asked for again');
  const after = await becomeSteady(course, stand);
  next('load ends, and everything under way comes to its end');
  await stand.quiesce();
  next('the books are read');
  const findings = await judgeSafely(() => drill.judge(stand, figures));
  watch.refuse();
  return { figures, findings: [...(findings.length > 0 ? findings : [NOTHING_JUDGED]), steadyAgain(after)] };
}

/** The deadline, or somebody who ends the session: what is known is kept, and the load ends while the ground is left. */
function cutShort(course: Course, words: string): EndedWithEvidence {
  course.note('gap', words);
  const evidence = takeEvidence(course);
  void endStand(course);
  return course.watch.isInterrupted()
    ? { ...inconclusive('the drill runs to its end', words, 'interruption'), evidence }
    : { ...inconclusive('the drill ends in time', words), evidence };
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

const notEnded = (words: string): Finding => ({ oracle: 'load and components end when told', outcome: 'fail', words });

const leftover = (words: string): Finding => ({ oracle: 'nothing is left behind', outcome: 'fail', words });
