import type { Side } from '../../fixtures/canary/record.ts';
import type { Target } from '../../fixtures/config/names.ts';

/**
 * What a run of the suite says about a deployment. Only `fail` may roll anything back; everything but `pass` and
 * `degraded` stops a promotion.
 */
export const VERDICTS = ['pass', 'degraded', 'fail', 'inconclusive', 'insufficient', 'usage', 'aborted'] as const;
export type VerdictName = (typeof VERDICTS)[number];

/** The exit code of each verdict. `aborted` has one for each cause. */
export const EXIT_CODES: Record<VerdictName, number> = {
  pass: 0,
  fail: 1,
  usage: 2,
  inconclusive: 3,
  insufficient: 4,
  degraded: 0,
  aborted: 130,
};

/** Exit code of `degraded` where --degraded-is-error was given. */
export const DEGRADED_IS_ERROR = 5;

/** Exit codes of `aborted`: the gate's deadline, SIGINT, SIGTERM. A run that vanished (SIGKILL) counts as SIGTERM. */
export const ABORTED = { deadline: 124, SIGINT: 130, SIGTERM: 143 } as const;

/** Whose a failure is; see Side. */
export const SIDES = ['relay', 'policy', 'runner', 'unclear', 'settings'] as const satisfies Side[];

/** How a check ended, over all of its attempts. `warned`: a broken SHOULD; `known`: listed in a file of known failures. */
export const OUTCOMES = ['pass', 'fail', 'flaky', 'warned', 'known', 'not-applicable', 'did-not-run'] as const;

/** The projects that point at a target; each has a list of blocking checks. */
export const TARGET_PROJECTS = ['local', 'pr-staging', 'nightly', 'prod-canary', 'smoke'] as const;
export type TargetProject = (typeof TARGET_PROJECTS)[number];

/** Whose settings a project reads. */
export const TARGETS: Record<TargetProject, Target | 'local'> = {
  local: 'local',
  'pr-staging': 'staging',
  nightly: 'staging',
  'prod-canary': 'prod',
  smoke: 'staging',
};

export const isTargetProject = (name: string): name is TargetProject =>
  (TARGET_PROJECTS as readonly string[]).includes(name);
