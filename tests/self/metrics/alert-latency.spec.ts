import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { exportMetrics } from '../../../gate/metrics/export.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';
import { startCollector, type Received } from './collector.ts';
import { ask, startMonitoring } from './monitoring.ts';
import { contextOf, greenRun, redRun, RELAY } from './verdicts.ts';

const MOST_SECONDS = 60;
const EXPRESSION = `relay_canary_consecutive_failures{instance="${RELAY}"} == 0`;

const notification = z.object({
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()),
    }),
  ),
});
type Alert = z.infer<typeof notification>['alerts'][number];

const failingAlerts = (received: Received[]): Alert[] =>
  received
    .flatMap(({ body }) => notification.parse(JSON.parse(body)).alerts)
    .filter(({ labels }) => labels['alertname'] === 'RelayCanaryFailing');

test('a red run reaches the on-call through Prometheus and Alertmanager within 60 s, and a green one ends it within 60 s', async () => {
  test.setTimeout(240_000);
  const pager = await startCollector();
  const monitoring = await startMonitoring({ receiver: pager.url });
  const push = async (verdict: Verdict): Promise<void> => {
    const actions = await exportMetrics(contextOf({ pushgatewayUrl: monitoring.pushgateway.url }, { verdict }));
    expect(actions).toMatchObject([{ outcome: 'done' }]);
  };
  const secondsUntil = async (status: Alert['status'], since: number): Promise<number> => {
    const statuses = (): string[] => failingAlerts(pager.received).map((alert) => alert.status);
    await expect.poll(statuses, { timeout: MOST_SECONDS * 1000, intervals: [50] }).toContain(status);
    return Math.round((performance.now() - since) / 100) / 10;
  };
  try {
    // Given a relay that was well, and nobody was called
    await push(greenRun());
    await expect.poll(() => ask(monitoring.prometheus, EXPRESSION), { timeout: 60_000 }).toHaveLength(1);
    expect(failingAlerts(pager.received)).toEqual([]);

    // When a run is red
    const redAt = performance.now();
    await push(redRun());

    // Then the on-call is called, and told which check it is
    const fired = await secondsUntil('firing', redAt);
    const [alert] = failingAlerts(pager.received);
    expect(alert?.labels).toMatchObject({ instance: RELAY, project: 'prod-canary', severity: 'critical' });
    expect(alert?.annotations['description']).toContain('nip-29/member-message-is-accepted');

    // And a green run ends it
    const greenAt = performance.now();
    await push(greenRun());
    const resolved = await secondsUntil('resolved', greenAt);

    const measured = `alert ${fired} s after the red run, resolved ${resolved} s after the green one`;
    process.stdout.write(`${measured}\n`);
    test.info().annotations.push({ type: 'measured', description: measured });
    await test.info().attach('alert-latency.json', { body: JSON.stringify({ fired, resolved, unit: 's' }) });
    expect(Math.max(fired, resolved)).toBeLessThan(MOST_SECONDS);
  } finally {
    await monitoring.stop();
    await pager.stop();
  }
});
