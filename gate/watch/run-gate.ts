import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readStreak } from '../state/streak.ts';
import { verdictFile } from '../verdict/verdict-file.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Clock } from './clock.ts';
import { startGate, type Ended, type GateChild } from './gate-child.ts';
import type { Run } from './order.ts';
import { ownVerdict } from './own-verdict.ts';
import { readVerdict } from './read-verdict.ts';

/** Runs the gate as a child process, and ends it. */
export interface GateRunner {
  run: Run;
  /** Asks the running gate to clean up and end; kills it after a while. Does nothing between runs. */
  end: () => void;
  /** Ends the running gate at once. */
  kill: () => void;
}

interface Parts {
  /** The program and its first arguments. */
  command: string[];
  project: string;
  /** The relay of the settings, where there is one. */
  relay: string | undefined;
  /** A directory that outlives the runs. */
  state: string;
  /** Milliseconds from run to run: the gate is told. */
  everyMs: number;
  /** A gate that takes longer is ended. Milliseconds. */
  deadlineMs: number;
  environment: NodeJS.ProcessEnv;
  clock: Clock;
  /** Takes secrets out of a text. */
  redact: (text: string) => string;
  warn: (sentence: string) => void;
}

/** A gate that was asked to end is killed after so many milliseconds. Kubernetes and ECS are told to wait for 60 s. */
const END_WITHIN_MS = 45_000;

/** Makes what runs the gate. Each run writes into the same directory, so that a disk does not fill up. */
export function makeGateRunner(parts: Parts): GateRunner {
  const { command, project, state, everyMs, environment, clock } = parts;
  const reports = join(state, `watch-${project}`, 'reports');
  const file = verdictFile(reports);
  let child: GateChild | undefined;
  let previous: Verdict | undefined;

  const run: Run = async (order) => {
    const [startedAt, start] = [clock.wall(), clock.now()];
    const before = readVerdict(file)?.run.id;
    clear(reports, previous, parts.warn);
    const own = [`--project=${project}`, `--trigger=${order.trigger}`, `--state=${state}`, `--interval-ms=${everyMs}`];
    const deploy = order.deployId === undefined ? [] : [`--deploy-id=${order.deployId}`];
    const gate = startGate([...command, ...own, ...deploy], { ...environment, RELAY_CANARY_REPORTS: reports });
    child = gate;
    const timer = setTimeout(() => gate.end(END_WITHIN_MS), parts.deadlineMs);
    const ended = await gate.ended;
    clearTimeout(timer);
    child = undefined;
    const found = believe(readVerdict(file), before, project, ended);
    const lost = { order, project, relay: parts.relay, startedAt, durationMs: clock.now() - start };
    const streak = readStreak(state, { project, relay: parts.relay });
    const summary = 'verdict' in found ? '' : parts.redact(found.summary);
    previous = 'verdict' in found ? found : ownVerdict({ ...lost, ...found, summary, streak });
    return previous;
  };
  return { run, end: () => child?.end(END_WITHIN_MS), kill: () => child?.kill() };
}

type Unbelievable = Pick<Parameters<typeof ownVerdict>[0], 'reason' | 'summary'>;

/** The verdict of this very run, or why there is none that can be believed. A green one has to fit to the exit code. */
function believe(
  verdict: Verdict | undefined,
  idBefore: string | undefined,
  project: string,
  { exitCode, lastWords }: Ended,
): Verdict | Unbelievable {
  const words = lastWords && ` Its last words: ${lastWords}`;
  if (exitCode === undefined) return { reason: 'gate-did-not-start', summary: 'The gate could not be started.' };
  const ending = `The gate ended with exit code ${exitCode}`;
  if (!verdict) return { reason: 'no-verdict', summary: `${ending} and left no verdict.${words}` };
  if (verdict.run.id === idBefore || verdict.run.project !== project)
    return { reason: 'verdict-of-another-run', summary: `${ending} and left the verdict of another run.${words}` };
  const isGreen = verdict.verdict === 'pass' || verdict.verdict === 'degraded';
  if (isGreen && exitCode !== verdict.exitCode)
    return {
      reason: 'exit-code-contradicts-verdict',
      summary: `${ending}, but its verdict is ${verdict.verdict}.${words}`,
    };
  return verdict;
}

/** Makes room for a run. The reports of the last run that was not green stay, beside. */
function clear(reports: string, previous: Verdict | undefined, warn: Parts['warn']): void {
  try {
    const kept = `${reports}-last-red`;
    if (previous && previous.verdict !== 'pass' && existsSync(reports)) {
      rmSync(kept, { recursive: true, force: true });
      renameSync(reports, kept);
    }
    rmSync(reports, { recursive: true, force: true });
    mkdirSync(reports, { recursive: true });
  } catch (error) {
    warn(`reports: ${reports} cannot be cleared (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}
