import type { Action } from '../verdict/verdict.ts';
import { carryOut, type Report } from './carry-out.ts';
import type { ActionContext } from './context.ts';
import { redactedLines } from './redacted-lines.ts';
import { rollbackEnvironment } from './rollback-environment.ts';
import { calledAt, claim, markerOf } from './rollback-marker.ts';
import { runCommand, type Ended, type Run } from './run-command.ts';

/** How much of the command's output is kept, in characters. */
const KEPT = 4000;

/**
 * Calls the rollback command for the verdict `fail`, at most once for each deploy id, by whatever gate: a marker is made
 * in `state` before the command starts. If the machine dies in between, it is not called at all; a person has to.
 * The command gets the verdict as JSON on its standard input and in CANARY_* (rollback-environment.ts). Never throws.
 */
export async function rollback(context: ActionContext): Promise<Action | undefined> {
  const { rollbackCommand } = context.settings;
  if (rollbackCommand === undefined) return undefined;
  return carryOut('rollback', context.redact, () => consider(context, rollbackCommand));
}

type Given = Omit<Run, 'hear'>;

async function consider(context: ActionContext, command: string): Promise<Report> {
  const { verdict, settings, state } = context;
  const { deployId } = verdict.run;
  if (verdict.verdict !== 'fail') return skipped(`the verdict is ${verdict.verdict}; only fail rolls back`);
  if (!deployId)
    return skipped(
      'the run has no deploy id, so nobody could tell whether it was rolled back already: give the gate one',
    );
  const marker = markerOf(state, settings.prefix, deployId);
  if (context.isDryRun) {
    const before = calledAt(marker);
    if (before !== undefined) return alreadyCalled(before, marker);
    return { outcome: 'dry-run', detail: `would call ${settings.prefix}_ROLLBACK_COMMAND for the deploy ${deployId}` };
  }
  const given = prepare(context);
  try {
    if (!claim(marker, deployId)) return alreadyCalled(calledAt(marker) ?? 'a time that is gone', marker);
  } catch (error) {
    return notClaimed(context, error);
  }
  return call(context, command, given);
}

const skipped = (detail: string): Report => ({ outcome: 'skipped', detail });

const alreadyCalled = (when: string, marker: string): Report =>
  skipped(`was called at ${when} for this deploy id; remove ${marker} to have it called again`);

const notClaimed = ({ state, settings }: ActionContext, error: unknown): Report => ({
  outcome: 'failed',
  detail:
    `${settings.prefix}_ROLLBACK_COMMAND was not called: the state directory ${state} cannot be written ` +
    `(${(error as NodeJS.ErrnoException).code ?? String(error)}), so it could be called twice; make it writable, or call it by hand`,
});

/** What the command is given: made before it is claimed, so that nothing can go wrong between the two. */
const prepare = (context: ActionContext): Given => ({
  input: context.redact(JSON.stringify(context.verdict)),
  environment: rollbackEnvironment(context),
  withinMs: context.settings.rollbackTimeoutSeconds * 1000,
});

async function call(context: ActionContext, command: string, given: Given): Promise<Report> {
  let output = '';
  const lines = redactedLines(context.redact, (line) => {
    process.stdout.write(`rollback │ ${line}\n`);
    output = `${output}${line}\n`.slice(-KEPT);
  });
  const ended = await runCommand(command, { ...given, hear: lines.take });
  lines.end();
  const isDone = ended.exitCode === 0 && !ended.isTooLate;
  return { outcome: isDone ? 'done' : 'failed', detail: tell(context, ended), exitCode: ended.exitCode, output };
}

function tell({ settings, verdict }: ActionContext, { exitCode, isTooLate }: Ended): string {
  const name = `${settings.prefix}_ROLLBACK_COMMAND`;
  if (isTooLate)
    return (
      `${name} did not end within ${settings.rollbackTimeoutSeconds} s and was killed: look at what it has done; ` +
      `${settings.prefix}_ROLLBACK_TIMEOUT_SECONDS gives it longer`
    );
  if (exitCode === 127)
    return `${name} ended with 127: a command was not found; write its whole path, or one relative to ${process.cwd()}`;
  if (exitCode === 126) return `${name} ended with 126: a file is not executable; chmod +x it, or call it with sh`;
  if (exitCode === 0) return `${name} rolled back the deploy ${verdict.run.deployId ?? ''}`;
  if (exitCode === null) return `${name} was killed: look at what it has done`;
  return `${name} ended with ${exitCode}: the deploy may not be rolled back; see its output`;
}
