import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { readEnvironment } from '../../fixtures/config/environment.ts';
import { readGateSettings, type GateSettings } from '../../fixtures/config/gate-settings.ts';
import { PREFIX } from '../../fixtures/config/names.ts';
import { SettingsError } from '../../fixtures/config/problem.ts';
import { redactor } from '../../fixtures/evidence/secrets.ts';
import { act } from '../actions/act.ts';
import type { ActionContext } from '../actions/context.ts';
import { exportMetrics } from '../metrics/export.ts';
import { reportsDirectory, stateDirectory } from '../../fixtures/state/state.ts';
import { readStreak } from '../state/streak.ts';
import { unfinished } from '../verdict/assemble.ts';
import { EXIT_CODES, TARGETS, type TargetProject } from '../verdict/names.ts';
import { CONTEXT, runContext } from '../verdict/run-context.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { verdictFile, writeVerdict } from '../verdict/verdict-file.ts';
import type { GateArguments } from './arguments.ts';
import { holdSignals } from './hold-signals.ts';
import { lockReports } from './lock.ts';
import { readVerdict } from './read-verdict.ts';
import { runPlaywright } from './run-playwright.ts';

/** What prod-canary may take beyond its own deadline, in seconds: Playwright itself and the reports. */
const REPORTS_SECONDS = 60;

/**
 * Runs a project and does what its verdict asks for. The verdict is in verdict.json when this resolves. `told` is for the
 * environment of the run alone.
 */
export async function runGate(wanted: GateArguments, told: Record<string, string> = {}): Promise<Verdict> {
  if (wanted.state !== undefined) process.env['RELAY_CANARY_STATE'] = resolve(wanted.state);
  const reports = reportsDirectory();
  const env = contextOf(wanted);
  const begun = begin(wanted, env);
  const refuse = (problem: string): Verdict => refused(begun, problem);
  const settings = settingsOf(wanted.project);
  if ('problem' in settings) return write(reports, refuse(settings.problem));
  let unlock: () => void;
  try {
    unlock = lockReports(reports);
  } catch (error) {
    return refuse((error as Error).message); // The file belongs to the other gate.
  }
  try {
    write(reports, begun);
    const ended = await runPlaywright({
      arguments: [`--project=${wanted.project}`, ...wanted.rest],
      env: { ...env, ...told },
      deadlineMs: deadlineOf(wanted),
    });
    return await finish(readVerdict(reports, ended, begun), settings, wanted);
  } finally {
    unlock();
  }
}

/** Acts on a verdict, whose words and exit code stay what they are. A signal does not stop a rollback half-way. */
async function finish(
  verdict: Verdict,
  settings: GateSettings,
  { isDryRun, intervalMs }: GateArguments,
): Promise<Verdict> {
  const reports = reportsDirectory();
  write(reports, verdict);
  const context: ActionContext = {
    ...{ verdict, settings, isDryRun, intervalMs, state: stateDirectory(), verdictFile: resolve(verdictFile(reports)) },
    redact: redactor(readEnvironment({ isTolerant: true })),
  };
  const letGo = holdSignals();
  try {
    mkdirSync(context.state, { recursive: true });
  } catch {
    // Whatever needs the state says that it cannot be written.
  }
  const [acted, exported] = await Promise.all([act(context), exportMetrics(context)]);
  letGo();
  return write(reports, { ...verdict, actions: [...acted, ...exported] });
}

/** A verdict that cannot be written is still told on the last line. */
function write(reports: string, verdict: Verdict): Verdict {
  try {
    writeVerdict(reports, verdict);
    return verdict;
  } catch (error) {
    const remark = `${verdictFile(reports)} cannot be written: ${(error as Error).message}`;
    return verdict.remarks.includes(remark) ? verdict : { ...verdict, remarks: [...verdict.remarks, remark] };
  }
}

const refused = (begun: Verdict, summary: string): Verdict => ({
  ...begun,
  ...{ verdict: 'usage', reason: 'settings-unusable', summary, exitCode: EXIT_CODES.usage },
});

function settingsOf(project: TargetProject): GateSettings | { problem: string } {
  try {
    return readGateSettings(TARGETS[project]);
  } catch (error) {
    if (error instanceof SettingsError) return { problem: error.message };
    return { problem: (error as Error).message };
  }
}

function contextOf({
  deployId,
  trigger,
  vantage,
  isDegradedAnError,
}: GateArguments): Record<string, string | undefined> {
  return {
    [CONTEXT.id]: crypto.randomUUID(),
    [CONTEXT.gated]: '1',
    ...(deployId !== undefined && { [CONTEXT.deployId]: deployId }),
    ...(trigger !== undefined && { [CONTEXT.trigger]: trigger }),
    ...(vantage !== undefined && { [CONTEXT.vantage]: vantage }),
    ...(isDegradedAnError && { [CONTEXT.degradedIsError]: '1' }),
  };
}

/** What is told of a run that leaves nothing better. */
function begin(
  { project, trigger, deployId, vantage }: GateArguments,
  env: Record<string, string | undefined>,
): Verdict {
  const inherited = runContext();
  const context = {
    ...inherited,
    id: env[CONTEXT.id] ?? inherited.id,
    trigger: trigger ?? inherited.trigger,
    deployId: deployId ?? inherited.deployId,
    vantage: vantage ?? inherited.vantage,
  };
  const target = TARGETS[project];
  const relay = target === 'local' ? undefined : readEnvironment({ isTolerant: true })[`${PREFIX[target]}_RELAY_URL`];
  const verdict = unfinished(context, project, new Date());
  return {
    ...verdict,
    ...readStreak(stateDirectory(), { project, relay }),
    target: { ...verdict.target, relay: relay ?? null },
  };
}

function deadlineOf({ project, deadlineSeconds }: GateArguments): number | undefined {
  if (deadlineSeconds !== undefined) return deadlineSeconds * 1000;
  if (project !== 'prod-canary') return undefined;
  const own = Number(readEnvironment({ isTolerant: true })[`${PREFIX.prod}_DEADLINE_SECONDS`] ?? 60);
  return ((own > 0 ? own : 60) + REPORTS_SECONDS) * 1000;
}
