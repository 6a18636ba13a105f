import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VisitOutcome } from '../../fixtures/canary/record.ts';
import { runProject, type ProjectRun } from '../run/run-project.ts';
import { inTheLab } from './hold-sessions.ts';
import { loadJudge, type Verdicts } from './judge.ts';
import { watchChildren } from './memory.ts';
import { DEADLINE_SECONDS, limitsPassed, onStage, type Session } from './session.ts';
import { wrongGreens } from './wrong-greens.ts';

/** A run, with the start of Playwright and of a worker after each red check, has a minute; its visit has the deadline. */
const MOST_SECONDS = 60;

/** Holds sessions with the real command, and shows that it judges as the sessions without it are judged. */
export const holdSamples = (seeds: number[], tell: (session: Session) => void): Promise<Session[]> =>
  inTheLab(async (surroundings, directory) => {
    const judge = await loadJudge();
    const sessions: Session[] = [];
    for (const seed of seeds) {
      const reports = join(directory, String(seed));
      const stopWatching = watchChildren();
      const {
        plan,
        ledger,
        result: run,
      } = await onStage(seed, surroundings, (settings) => runProject({ project: 'prod-canary', reports, settings }));
      const peakMegabytes = stopWatching();
      const verdicts = Object.fromEntries(run.checks.map(({ requirement, outcome }) => [requirement, outcome]));
      const { seconds } = run;
      const record = recordIn(reports);
      const problems = [
        ...limitsPassed({ seconds: (record.visit?.durationMs ?? 0) / 1000, peakMegabytes }),
        ...(seconds > MOST_SECONDS ? [`a verdict of the whole run after ${seconds.toFixed(1)} s`] : []),
        ...wrongGreens(plan, ledger, verdicts, surroundings.members),
        ...problemsOf(run),
        ...disagreements(verdicts, await judge(record)),
      ];
      const session = { seed, plan, struck: ledger.struck, verdicts, seconds, peakMegabytes, problems };
      sessions.push(session);
      tell(session);
    }
    return sessions;
  });

const recordIn = (reports: string): VisitOutcome =>
  JSON.parse(readFileSync(join(reports, 'test-results', '.prod-canary-0-0-visit.json'), 'utf8')) as VisitOutcome;

function problemsOf({ exitCode, red, output, verdict }: ProjectRun): string[] {
  const isGreen = verdict === 'pass';
  return [
    ...(isGreen === (red.length === 0) ? [] : [`the verdict ${verdict} with ${red.length} red checks`]),
    ...(isGreen && exitCode !== 0 ? [`exit code ${String(exitCode)} for a pass`] : []),
    ...(output.includes('A secret stood in') ? ['a secret stood in an artifact'] : []),
    ...(/was not a part of any test|unhandled/i.test(output)
      ? [`an error outside of the checks: ${output.slice(-400)}`]
      : []),
    ...(output.includes(`Test timeout`) ? [`a check waited longer than ${DEADLINE_SECONDS} s`] : []),
  ];
}

/** Where the same visit was judged otherwise without Playwright. */
const disagreements = (real: Verdicts, standIn: Verdicts): string[] =>
  [...new Set([...Object.keys(real), ...Object.keys(standIn)])]
    .filter((requirement) => real[requirement] !== standIn[requirement])
    .map((each) => `${each}: ${real[each] ?? 'absent'} with Playwright, ${standIn[each] ?? 'absent'} without`);
