import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { metricsOf } from '../../../gate/metrics/samples.ts';
import type { Scratch } from '../../../lab/infrastructure/scratch.ts';
import { metricNamesIn } from './metric-names.ts';
import { promtool } from './promtool.ts';
import { redRun } from './verdicts.ts';
import { expect, test } from './with-scratch.ts';

const FOLDER = 'deploy/prometheus';
const RULES = `${FOLDER}/relay-canary.rules.yml`;

/** Copies the shipped files, and breaks the rules in one place. */
function breakRules(scratch: Scratch, what: string, by: string): string {
  cpSync(FOLDER, scratch.file('.'), { recursive: true });
  const rules = readFileSync(RULES, 'utf8');
  expect(rules).toContain(what);
  writeFileSync(scratch.file('relay-canary.rules.yml'), rules.replaceAll(what, by));
  return scratch.file('rules.test.yml');
}

test.describe('the shipped rules', () => {
  test('are accepted by promtool', () => {
    expect(promtool(['check', 'rules', RULES])).toMatchObject({ exitCode: 0 });
    expect(promtool(['check', 'config', `${FOLDER}/prometheus.yml`])).toMatchObject({ exitCode: 0 });
  });

  test('fire and resolve as their tests say', () => {
    expect(promtool(['test', 'rules', `${FOLDER}/rules.test.yml`])).toMatchObject({ exitCode: 0 });
  });

  const BREAKS: [string, string, string][] = [
    ['wait for a second red run', '(relay_canary_consecutive_failures) >= 1', '(relay_canary_consecutive_failures) >= 2'],
    ['never fire', '(relay_canary_consecutive_failures) >= 1', '(relay_canary_consecutive_failures) >= 99'],
    ['never resolve', '(relay_canary_consecutive_failures) >= 1', '(relay_canary_consecutive_failures) >= 0'],
    ['make an alert for each way of the metrics', 'max by (instance, project) (relay_canary_consec', '(relay_canary_consec'],
    ['wait an hour for a missing canary', '> 900', '> 3600'],
    ['forget a canary that vanished', 'last_over_time(relay_canary_last_run_timestamp_seconds[1d])', 'relay_canary_last_run_timestamp_seconds'],
    ['are silent where there is no canary at all', 'or absent', 'and absent'],
    ['look only at checks that did not run', 'max_over_time(relay_canary_checks{state="ran"}[1h])', 'relay_canary_checks{state="ran"}'],
    ['call fewer checks of a red run a loss', 'relay_canary_verdict{verdict=~"pass|degraded"} == 1', 'relay_canary_verdict{verdict=~"pass|degraded"}'],
    ['warn of one degraded run', 'for: 15m', 'for: 0m'],
    ['warn of one inconclusive run', 'for: 10m', 'for: 0m'],
    ['do not warn of unusable settings', '|usage|', '|'],
    ['name no check', 'check_success{policy=', 'check_success{nothing='],
  ]; // prettier-ignore
  for (const [what, from, to] of BREAKS)
    test(`that ${what} do not pass their tests`, ({ scratch }) => {
      const { exitCode, said } = promtool(['test', 'rules', breakRules(scratch, from, to)]);
      expect(said).toContain('FAILED');
      expect(exitCode).toBe(1);
    });

  test('that promtool cannot read are refused', ({ scratch }) => {
    breakRules(scratch, '>= 1', '>= ');
    expect(promtool(['check', 'rules', scratch.file('relay-canary.rules.yml')]).exitCode).not.toBe(0);
  });

  test('and their tests name only metrics that a run has', () => {
    const metrics = new Set(metricsOf({ ...redRun(), lastSuccessAt: redRun().run.endedAt }).map(({ name }) => name));
    const files = readdirSync(FOLDER).map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'));
    const named = files.flatMap(metricNamesIn);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !metrics.has(name))).toEqual([]);
  });
});
