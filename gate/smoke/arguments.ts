import type { Target } from '../../fixtures/config/names.ts';
import { readArguments, UsageError, type GateArguments } from '../run/arguments.ts';
import type { TargetProject } from '../verdict/names.ts';

/** What can be smoked, and by which project. The embedded relay and APIs have no deadline to fear, so nothing is cut. */
const PROJECTS: Record<Target | 'local', { project: TargetProject; rest: string[] }> = {
  staging: { project: 'smoke', rest: [] },
  prod: { project: 'prod-canary', rest: [] },
  local: { project: 'local', rest: ['--grep=@smoke', '--workers=1'] },
};

export type SmokeTarget = keyof typeof PROJECTS;

/** What `npm run smoke` was asked to do. */
export interface SmokeArguments {
  target: SmokeTarget;
  /** Seconds for the whole. */
  within: number;
  gate: GateArguments;
}

/**
 * Seconds after which a run is ended. What is red is looked at twice, and a settle may be mute for long: ended any earlier, a
 * broken deployment would get no verdict at all.
 */
const WITHIN = 90;

const WORDS = Object.keys(PROJECTS).join(', ');

export const USAGE = `Usage: npm run smoke -- --target=staging [options of the gate] [-- ARGUMENTS OF PLAYWRIGHT]
Readiness, one look at the relay, one stream: a verdict, and a log for people.
  --target=NAME       staging: writes a message and one stream; prod: the canary, which creates no stream; local: the
                      embedded relay and streams APIs
  --within=SECONDS    the run is ended after so long, without a verdict on the deployment. Default: ${WITHIN}; a healthy
                      one takes less than 30
  --deploy-id=ID, --trigger=WORD, --dry-run, --degraded-is-error …: as of npm run gate (--help there)
Exit code: 0 pass or degraded; 1 fail, the only one that rolls back; 2 usage; 3 inconclusive; 4 insufficient; 124 deadline,
130 SIGINT, 143 SIGTERM. reports/verdict.json has all of it.`;

/** What the gate is told by `npm run smoke` itself. */
const TAKEN: Record<string, string> = { project: '--target names it', deadline: 'say --within' };

/** Reads the command line; what it does not know is for the gate. Throws a UsageError. */
export function readSmokeArguments(argv: string[]): SmokeArguments | 'help' {
  const end = argv.indexOf('--');
  const [own, rest] = end < 0 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)];
  if (own.includes('--help')) return 'help';
  const target = targetIn(own);
  const within = Number(lastOf(own, 'within') ?? WITHIN);
  if (!(within > 0)) throw new UsageError(`--within=${lastOf(own, 'within') ?? ''} is no number of seconds above 0`);
  for (const [name, mend] of Object.entries(TAKEN))
    if (lastOf(own, name) !== undefined) throw new UsageError(`--${name} is no option here: ${mend}`);
  const { project, rest: ours } = PROJECTS[target];
  const others = own.filter((text) => !/^--(target|within)(=|$)/.test(text));
  const gate = readArguments([`--project=${project}`, `--deadline=${within}`, ...others, '--', ...ours, ...rest]);
  return gate === 'help' ? 'help' : { target, within, gate };
}

function targetIn(own: string[]): SmokeTarget {
  const named = lastOf(own, 'target');
  if (named === undefined) throw new UsageError(`--target is not given: say --target=staging, or one of ${WORDS}`);
  if (isTarget(named)) return named;
  throw new UsageError(`--target=${named} is no target: use ${WORDS}`);
}

const isTarget = (name: string): name is SmokeTarget => Object.keys(PROJECTS).includes(name);

/** The value of an option; the last one counts. Empty where it has none. */
const lastOf = (own: string[], name: string): string | undefined =>
  own.findLast((text) => text === `--${name}` || text.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
