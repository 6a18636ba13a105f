import { test as base, expect } from '@playwright/test';
import { exportMetrics } from '../../../gate/metrics/export.ts';
import { identityOf, metricsOf } from '../../../gate/metrics/samples.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import type { MetricsServer } from '../../../lab/infrastructure/alertmanager.ts';
import { startPushgateway } from '../../../lab/infrastructure/pushgateway.ts';
import { startCollector } from './collector.ts';
import { promtool } from './promtool.ts';
import { contextOf, greenRun, redRun, RELAY } from './verdicts.ts';

const test = base.extend<{ gateway: MetricsServer }>({
  gateway: async ({}, use) => {
    const gateway = await startPushgateway();
    await use(gateway);
    await gateway.stop();
  },
});

async function push({ url }: MetricsServer, verdict: Verdict): Promise<void> {
  const actions = await exportMetrics(contextOf({ pushgatewayUrl: url }, { verdict }));
  expect(actions).toMatchObject([{ name: 'pushgateway', outcome: 'done', detail: `has pushed metrics to ${url}` }]);
}

const page = async ({ url }: MetricsServer): Promise<string> => (await fetch(`${url}/metrics`)).text();

test.describe('a real Pushgateway', () => {
  test('shows the metrics of a run under its relay and project, as promtool wants them', async ({ gateway }) => {
    const verdict = redRun();
    await push(gateway, verdict);
    const text = await page(gateway);
    const names = metricsOf(verdict).map(({ name }) => name);
    expect(names.filter((name) => !text.includes(`\n${name}{`))).toEqual([]);
    const labels = `instance="${RELAY}",job="relay-canary",project="prod-canary"`;
    expect(text).toContain(`relay_canary_consecutive_failures{${labels}} 1\n`);
    const ours = text.split(/^(?=# HELP)/m).filter((part) => /^# HELP (relay_canary|probe)_/.test(part));
    expect(promtool(['check', 'metrics'], ours.join(''))).toEqual({ exitCode: 0, said: '' });
  });

  test('forgets a check and a step that the next run has not', async ({ gateway }) => {
    await push(gateway, redRun());
    expect(await page(gateway)).toContain('relay_canary_step_duration_seconds{');
    await push(gateway, greenRun({ checks: greenRun().checks.slice(0, 1), samples: {} }));
    const text = await page(gateway);
    expect(text).toContain('check="nip-42/auth-is-answered-with-ok"');
    expect(text).not.toContain('check="nip-29/member-message-is-accepted"');
    expect(text).not.toContain('relay_canary_step_duration_seconds{');
  });

  test('keeps relays and projects apart', async ({ gateway }) => {
    const other = { relay: 'wss://other.example/?room=1', software: null, version: null };
    await push(gateway, redRun());
    await push(gateway, greenRun({ target: other }));
    await push(gateway, greenRun({ run: { ...greenRun().run, project: 'nightly' } }));
    const failures = (await page(gateway)).match(/^relay_canary_consecutive_failures.*$/gm);
    expect(failures).toHaveLength(3);
    expect(identityOf(greenRun({ target: other })).instance).toBe('wss://other.example/');
  });

  test('takes what has no relay', async ({ gateway }) => {
    await push(gateway, greenRun({ verdict: 'usage', target: { relay: null, software: null, version: null } }));
    expect(await page(gateway)).toContain('relay_canary_verdict{instance="unset",');
  });

  test('is asked below the path that its operator set', async () => {
    const collector = await startCollector();
    const actions = await exportMetrics(contextOf({ pushgatewayUrl: `${collector.url}/behind/` }));
    await collector.stop();
    expect(actions).toMatchObject([{ outcome: 'done' }]);
    const [instance, project] = [RELAY, 'prod-canary'].map((text) => Buffer.from(text).toString('base64url'));
    const path = `/behind/metrics/job/relay-canary/instance@base64/${instance}/project@base64/${project}`;
    expect(collector.received.map((request) => `${request.method} ${request.path}`)).toEqual([`PUT ${path}`]);
  });
});
