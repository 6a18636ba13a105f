import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { exportMetrics } from '../../../gate/metrics/export.ts';
import { metricsOf } from '../../../gate/metrics/samples.ts';
import { startCollector } from './collector.ts';
import { dashboardSchema, expressionsOf, problemsOf } from './dashboard.ts';
import { ask, startMonitoring } from './monitoring.ts';
import { contextOf, redRun, RELAY } from './verdicts.ts';

const text = readFileSync('deploy/grafana/relay-canary.json', 'utf8');
const dashboard = dashboardSchema.parse(JSON.parse(text));

/** A red run after a green one: each metric has something to say. */
const verdict = redRun({ lastSuccessAt: new Date().toISOString() });
const metrics = new Set(metricsOf(verdict).map(({ name }) => name));

test.describe('the dashboard', () => {
  test('has what Grafana needs, and names only metrics that a run has', () => {
    expect(problemsOf(dashboard, metrics)).toEqual([]);
  });

  test('shows the verdict, availability, latency per step, checks by state and the last run', () => {
    const all = expressionsOf(dashboard).join('\n');
    for (const metric of ['verdict', 'step_duration_seconds', 'checks', 'last_run_timestamp_seconds'])
      expect(all).toContain(`relay_canary_${metric}{`);
    expect(dashboard.panels.map(({ title }) => title)).toContain('Availability');
  });

  for (const [what, from, to, problem] of [
    ['a metric that no run has', 'relay_canary_checks{', 'relay_canary_tests{', 'unknown metric relay_canary_tests'],
    ['a variable that it has not', '$project', '$namespace', 'unknown variable namespace'],
    ['the same id twice', '"id": 2,', '"id": 1,', '"Verdict now" and "Availability" have the same id'],
    ['panels that overlap', '"x": 6,', '"x": 5,', '"Verdict now" lies over "Availability"'],
  ] as const)
    test(`with ${what} is found wanting`, () => {
      expect(text.includes(from)).toBe(true);
      const broken = dashboardSchema.parse(JSON.parse(text.replaceAll(from, to)));
      expect(problemsOf(broken, metrics)).toContain(problem);
    });

  test('finds something for each of its panels in a real Prometheus', async () => {
    test.setTimeout(90_000);
    const nobody = await startCollector();
    const { prometheus, pushgateway, stop } = await startMonitoring({ receiver: nobody.url, interval: '1s' });
    try {
      await exportMetrics(contextOf({ pushgatewayUrl: pushgateway.url }, { verdict }));
      await expect.poll(() => ask(prometheus, 'relay_canary_build_info'), { timeout: 30_000 }).not.toEqual([]);
      for (const expression of expressionsOf(dashboard)) {
        const asked = expression
          .replaceAll('$instance', RELAY)
          .replaceAll('$project', '.*')
          .replaceAll('$__range', '1h');
        expect.soft(await ask(prometheus, asked), asked).not.toEqual([]);
      }
    } finally {
      await stop();
      await nobody.stop();
    }
  });
});
