import type { FullProject } from '@playwright/test';
import type { TestCase } from '@playwright/test/reporter';
import { readEnvironment } from '../../fixtures/config/environment.ts';
import { PREFIX } from '../../fixtures/config/names.ts';
import { leaksSoFar } from '../../fixtures/evidence/leak-scan.ts';
import { demanded, readBlocking } from '../blocking/blocking.ts';
import { feedBaseline, readBaseline } from '../slo/baseline.ts';
import { judgeSlo } from '../slo/judge-slo.ts';
import { readObjectives, type Objectives } from '../slo/limits.ts';
import { stateDirectory, type Watched } from '../../fixtures/state/state.ts';
import { continueStreak, keepStreak } from '../state/streak.ts';
import { assemble } from './assemble.ts';
import { decide, type Findings } from './decide.ts';
import { readEvidence } from './evidence.ts';
import { judgeChecks } from './judge-checks.ts';
import { TARGETS, type TargetProject } from './names.ts';
import type { RunContext } from './run-context.ts';
import { tally } from './tally.ts';
import type { Failure, Verdict } from './verdict.ts';

/** One project of a run that has ended. */
export interface EndedRun extends Pick<Findings, 'interruptedBy' | 'errors'> {
  context: RunContext;
  project: Pick<FullProject, 'outputDir'> & { name: TargetProject };
  tests: TestCase[];
  shard: string | undefined;
  startedAt: Date;
}

/** The verdict on one project of a run; keeps what outlives the run. Never throws for what a relay or a disk does. */
export async function conclude({ context, project, tests, shard, startedAt, ...run }: EndedRun): Promise<Verdict> {
  const endedAt = new Date();
  const evidence = readEvidence(project);
  const list = readBlocking(project.name);
  const { checks, failures } = judgeChecks(tally(tests), list, evidence.of);
  const environment = readEnvironment({ isTolerant: true });
  const pointsAt = TARGETS[project.name];
  const prefix = pointsAt === 'local' ? undefined : PREFIX[pointsAt];
  const watched: Watched = { project: project.name, relay: evidence.relay ?? environment[`${prefix ?? ''}_RELAY_URL`] };
  const { objectives, problem } = await readOrExplain(prefix && environment[`${prefix}_SLO_FILE`]?.trim(), prefix);
  const { baseline, remark } = readBaseline(stateDirectory(), watched);
  const findings: Findings = {
    ...run,
    checks,
    failures: [...(problem ? [problem] : []), ...failures],
    demanded: shard === undefined ? demanded(list, evidence.promises, evidence.hasRelay) : [],
    slo: objectives && prefix ? judgeSlo(evidence.samples, objectives, baseline) : [],
    leaks: [...leaksSoFar()],
    earlier: evidence.earlier,
  };
  const decision = decide(findings);
  const streak = continueStreak(stateDirectory(), watched, decision.verdict, endedAt.toISOString());
  const notKept = keep(() => {
    keepStreak(stateDirectory(), watched, streak);
    const { samples } = evidence;
    const keepRuns = objectives?.baseline.keepRuns ?? 0;
    if (decision.verdict === 'pass')
      feedBaseline(stateDirectory(), watched, { baseline, samples, endedAt: endedAt.toISOString(), keepRuns });
  });
  return assemble({
    ...{ context, project: project.name, shard, startedAt, endedAt, decision, findings, streak },
    target: {
      ...{ relay: watched.relay ?? null, software: evidence.software ?? null, version: evidence.version ?? null },
      ...(evidence.streams !== undefined && { streams: evidence.streams }),
    },
    samples: evidence.samples,
    remarks: [...evidence.remarks, remark, notKept].filter((text) => text !== undefined),
  });
}

/** What is kept for later runs is not worth a verdict: a state that cannot be written is a remark. */
function keep(write: () => void): string | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    return `the state cannot be kept (RELAY_CANARY_STATE): ${(error as Error).message}`;
  }
}

async function readOrExplain(
  file: string | undefined,
  prefix: string | undefined,
): Promise<{ objectives?: Objectives; problem?: Failure }> {
  try {
    return { objectives: await readObjectives(file === '' ? undefined : file) };
  } catch (error) {
    const words = `${prefix ?? ''}_SLO_FILE cannot be used: ${(error as Error).message}\n    → gate/slo/default.json shows its shape`;
    const problem = { id: 'settings', title: 'the settings are usable', policy: 'blocking', side: 'settings' } as const;
    return { problem: { ...problem, because: words, confirmed: true, attempts: [words] } };
  }
}
