import { parseArgs } from 'node:util';
import { distance } from 'fastest-levenshtein';
import { isTargetProject, TARGET_PROJECTS, type TargetProject } from '../verdict/names.ts';

/** What the gate was asked to do. */
export interface GateArguments {
  project: TargetProject;
  deployId: string | undefined;
  trigger: string | undefined;
  vantage: string | undefined;
  /** Milliseconds until the next run, where there will be one. */
  intervalMs: number | undefined;
  /** Seconds after which a run is ended; undefined: by the project. */
  deadlineSeconds: number | undefined;
  state: string | undefined;
  isDegradedAnError: boolean;
  isDryRun: boolean;
  /** For Playwright. */
  rest: string[];
}

const OPTIONS = {
  project: { type: 'string' },
  'deploy-id': { type: 'string' },
  trigger: { type: 'string' },
  vantage: { type: 'string' },
  'interval-ms': { type: 'string' },
  deadline: { type: 'string' },
  state: { type: 'string' },
  'degraded-is-error': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export const USAGE = `Usage: npm run gate -- --project=prod-canary [options] [-- ARGUMENTS OF PLAYWRIGHT]
Runs a project, turns it into a verdict (reports/verdict.json) and acts on it: rollback, alert, annotation, webhook,
metrics, as far as they are set (.env.example).
  --project=NAME         ${TARGET_PROJECTS.join(', ')}
  --deploy-id=ID         what was deployed; without it nothing is rolled back. Default: DEPLOY_ID
  --trigger=WORD         what set the run off: post-deploy, schedule, manual …
  --vantage=NAME         where this machine is
  --deadline=SECONDS     the run is ended after so long. Default for prod-canary: its own deadline and 60 s
  --degraded-is-error    exit code 5, not 0, for the verdict degraded
  --dry-run              run and judge, but only say what would be done
  --state=DIR            what outlives a run. Default: RELAY_CANARY_STATE, STATE_DIRECTORY, reports/state
  --interval-ms=N        the next run is so far away: alerts hold for two of them. Default: 15 minutes in all
Exit code: 0 pass or degraded; 1 fail, the only one that rolls back; 2 usage; 3 inconclusive; 4 insufficient; 124 deadline,
130 SIGINT, 143 SIGTERM. The last line is CANARY_VERDICT and the verdict as JSON.`;

/** Thrown for arguments that cannot be used; the message names the option, what is wrong and the mend. */
export class UsageError extends Error {}

/** Reads the command line. Throws a UsageError. 'help': only the usage was asked for. */
export function readArguments(argv: string[]): GateArguments | 'help' {
  const end = argv.indexOf('--');
  const [own, rest] = end < 0 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)];
  const values = parse(own);
  if (values.help === true) return 'help';
  const { project } = values;
  if (project === undefined) throw new UsageError('--project is not given: say for example --project=prod-canary');
  if (!isTargetProject(project))
    throw new UsageError(`--project=${project} is no project that has a verdict: use ${TARGET_PROJECTS.join(', ')}`);
  const deployId = values['deploy-id'] ?? process.env['DEPLOY_ID'];
  return {
    project,
    deployId: deployId === '' ? undefined : deployId,
    trigger: values.trigger,
    vantage: values.vantage,
    intervalMs: positive('--interval-ms', values['interval-ms']),
    deadlineSeconds: positive('--deadline', values.deadline),
    state: values.state,
    isDegradedAnError: values['degraded-is-error'] === true,
    isDryRun: values['dry-run'] === true,
    rest,
  };
}

/** The options as they stand; what is unknown is named with its nearest neighbour. */
function parse(own: string[]) {
  const names = Object.keys(OPTIONS);
  for (const text of own) {
    const name = text.replace(/^--/, '').split('=')[0] ?? '';
    if (!text.startsWith('--')) throw new UsageError(`"${text}" is no option: what is for Playwright comes after --`);
    if (names.includes(name)) continue;
    const nearest = names.toSorted((one, other) => distance(name, one) - distance(name, other))[0] ?? '';
    throw new UsageError(`--${name} is no option: did you mean --${nearest}? What is for Playwright comes after --`);
  }
  try {
    return parseArgs({ args: own, options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function positive(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`${option}=${text} is no number above 0`);
  return value;
}
