import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Gauge, Registry } from 'prom-client';
import { VERDICTS } from '../verdict/names.ts';
import type { CheckOutcome, Verdict } from '../verdict/verdict.ts';
import { p95OfSteps } from './steps.ts';

/** One metric of a run: a gauge, in base units (seconds, or a plain number). */
export interface Metric {
  name: string;
  help: string;
  samples: Sample[];
}

/** A value and what it is of, beside the labels `instance` and `project` that all have. */
export interface Sample {
  labels: Record<string, string>;
  value: number;
}

/** What tells one deployment from another. `instance`: the relay without a query, or `unset` where settings are unusable. */
export interface Identity {
  instance: string;
  project: string;
}

export const identityOf = ({ run, target }: Verdict): Identity => ({
  instance: target.relay?.replace(/[?#].*$/, '') ?? 'unset',
  project: run.project,
});

/**
 * A run as metrics, without those that have nothing to say. Names of blackbox_exporter where it has one, so that its
 * dashboards fit (prometheus/docs, naming). No run id, no deploy id and no words of a relay: every value of a label
 * comes from a list in this project or from the settings.
 */
export function metricsOf(verdict: Verdict): Metric[] {
  return [...ofTheRun(verdict), ...ofTheChecks(verdict), ...ofTheProgram()].filter(({ samples }) => samples.length > 0);
}

/** The metrics in the text format of Prometheus 0.0.4: of the text file, of a push, and of /metrics. */
export async function metricsText(verdict: Verdict): Promise<string> {
  const registry = new Registry();
  const identity = identityOf(verdict);
  for (const { name, help, samples } of metricsOf(verdict)) {
    const labelNames = ['instance', 'project', ...Object.keys(samples[0]?.labels ?? {})];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of samples) gauge.set({ ...identity, ...labels }, value);
  }
  return registry.metrics();
}

const one = (name: string, help: string, value: number | undefined): Metric => ({
  name,
  help,
  samples: value === undefined ? [] : [{ labels: {}, value }],
});

/** Seconds since 1970 of an ISO 8601 time. */
const unixSeconds = (time: string): number => Date.parse(time) / 1000;

function ofTheRun(verdict: Verdict): Metric[] {
  const { run, counts, lastSuccessAt } = verdict;
  const isWell = verdict.verdict === 'pass' || verdict.verdict === 'degraded';
  const states = { ...counts, did_not_run: counts.didNotRun, didNotRun: undefined };
  return [
    one('probe_success', '1 if the verdict of the last run is pass or degraded, else 0.', Number(isWell)),
    one('probe_duration_seconds', 'How long the last run took.', run.durationMs / 1000),
    {
      name: 'relay_canary_verdict',
      help: '1 for the verdict of the last run, 0 for the six others.',
      samples: VERDICTS.map((name) => ({ labels: { verdict: name }, value: Number(name === verdict.verdict) })),
    },
    {
      name: 'relay_canary_step_duration_seconds',
      help: '95 % of the samples of a step were as fast as this in the last run, or faster.',
      samples: p95OfSteps(verdict).map(({ step, p95Ms }) => ({ labels: { step }, value: p95Ms / 1000 })),
    },
    {
      name: 'relay_canary_checks',
      help: 'Checks of the last run by state; skipped are those that do not apply.',
      samples: Object.entries(states).flatMap(([state, value]) =>
        value === undefined ? [] : [{ labels: { state }, value }],
      ),
    },
    one('relay_canary_consecutive_failures', 'Runs in a row with the verdict fail.', verdict.consecutiveFailures),
    one('relay_canary_last_run_timestamp_seconds', 'When the last run ended.', unixSeconds(run.endedAt)),
    one(
      'relay_canary_last_success_timestamp_seconds',
      'When the last run with the verdict pass or degraded ended.',
      lastSuccessAt === null ? undefined : unixSeconds(lastSuccessAt),
    ),
  ];
}

/** What an outcome says about a promise. Known failures are not judged; the others did not run. */
const IS_KEPT: Partial<Record<CheckOutcome['outcome'], 0 | 1>> = { pass: 1, flaky: 1, fail: 0, warned: 0 };

/** One sample for each check. Several tests of one check are one: the worst of them. */
function ofTheChecks({ checks }: Verdict): Metric[] {
  const success = new Map<string, Sample>();
  const attempts = new Map<string, Sample>();
  for (const { id, policy, outcome, attempts: times } of checks) {
    const isKept = IS_KEPT[outcome];
    const known = success.get(`${id} ${policy}`)?.value ?? 1;
    if (isKept !== undefined)
      success.set(`${id} ${policy}`, { labels: { check: id, policy }, value: Math.min(isKept, known) });
    attempts.set(id, { labels: { check: id }, value: Math.max(times, attempts.get(id)?.value ?? 0) });
  }
  return [
    {
      name: 'relay_canary_check_success',
      help: '1 if the relay kept what the check asks for, 0 if not; absent if it was not judged. Alert on the verdict.',
      samples: [...success.values()],
    },
    {
      name: 'relay_canary_check_attempts',
      help: 'How often the check was tried in the last run; 0 if it was not.',
      samples: [...attempts.values()],
    },
  ];
}

const versionIn = (path: string | URL): string =>
  (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;

/** The version of this project, and that of its runner. */
export const VERSIONS = {
  version: versionIn(new URL('../../package.json', import.meta.url)),
  playwright: versionIn(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
};

const ofTheProgram = (): Metric[] => [
  {
    name: 'relay_canary_build_info',
    help: 'The version of relay-canary and of its runner; always 1.',
    samples: [{ labels: VERSIONS, value: 1 }],
  },
];
