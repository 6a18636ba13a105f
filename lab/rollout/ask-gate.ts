import { readFileSync } from 'node:fs';
import { startGate } from '../run/run-gate.ts';
import type { CleanUp } from './clean-up.ts';
import type { Deployment } from './deployment.ts';
import type { Scenario } from './scenario.ts';

/** What is read of verdict.json here; the gate owns its whole shape (gate/verdict/verdict.ts). */
interface ReadVerdict {
  verdict: string;
  reason: string;
  summary: string;
  exitCode: number;
  run: { endedAt: string };
  target: { version: string | null };
  failures: { id: string; relayMessage?: string }[];
  actions: { name: string; outcome: string; detail: string }[];
}

/** What the gate did after a deploy. Times are milliseconds since the epoch. */
export interface Gated {
  beganAtMs: number;
  /** When the first red check was on its output. */
  firstRedAtMs: number | undefined;
  /** When the verdict was reached, by its own words. */
  verdictAtMs: number;
  endedAtMs: number;
  exitCode: number | null;
  verdict: ReadVerdict;
  output: string;
}

/** How Playwright's list marks a red check. */
const RED = '✘';

/** The gate itself ends after two minutes at the latest, and its rollback command after so long. */
const ROLLBACK_SECONDS = 30;

/** Runs the gate as the pipeline of an operator does once the traffic was shifted. Throws where it leaves no verdict. */
export async function askGate(deployment: Deployment, scenario: Scenario, cleanUp: CleanUp): Promise<Gated> {
  const { front, file } = deployment;
  const { project, prefix, settings } = deployment.gate;
  const rollback = {
    [`${prefix}_ROLLBACK_COMMAND`]: front.command('v1', 'rollback'),
    [`${prefix}_ROLLBACK_TIMEOUT_SECONDS`]: String(ROLLBACK_SECONDS),
  };
  const beganAtMs = Date.now();
  const gate = startGate({
    ...{ reports: file('reports'), state: file('state') },
    settings: { ...settings, ...(scenario.hasRollback && rollback) },
    arguments: [`--project=${project}`, `--deploy-id=${scenario.name}`, '--trigger=post-deploy'],
  });
  cleanUp.later(() => {
    gate.kill('SIGTERM');
    return gate.ended;
  });
  const firstRed = gate.prints(RED).then(
    () => Date.now(),
    () => undefined,
  );
  const { exitCode, output } = await gate.ended;
  const endedAtMs = Date.now();
  const verdict = readVerdict(file('reports/verdict.json'), output);
  const verdictAtMs = Date.parse(verdict.run.endedAt);
  return { beganAtMs, firstRedAtMs: await firstRed, verdictAtMs, endedAtMs, exitCode, verdict, output };
}

function readVerdict(path: string, output: string): ReadVerdict {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ReadVerdict;
  } catch (error) {
    throw new Error(`rollout: the gate left no verdict (${(error as Error).message}). It said:\n${output}`, {
      cause: error,
    });
  }
}
