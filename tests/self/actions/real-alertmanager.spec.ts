import { execFileSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { alertmanager } from '../../../gate/actions/alertmanager.ts';
import { startAlertmanager } from '../../../lab/infrastructure/alertmanager.ts';
import { aContext, aGreenVerdict, test, type Receiver } from './fixtures.ts';

interface Notified {
  alerts: { status: 'firing' | 'resolved'; labels: Record<string, string>; annotations: Record<string, string> }[];
}

const statuses = ({ received }: Receiver): string[] =>
  received.flatMap(({ body }) => (JSON.parse(body) as Notified).alerts.map(({ status }) => status));

/** The alerts that are active, as amtool shows them to people on call. */
const active = (url: string): { labels: Record<string, string>; status: { state: string } }[] =>
  JSON.parse(
    execFileSync('amtool', ['alert', 'query', '--alertmanager.url', url, '-o', 'json'], { encoding: 'utf8' }),
  ) as [];

test('a red run fires in a real Alertmanager, and a green one resolves it', async ({ aReceiver, state }) => {
  const receiver = await aReceiver();
  const { url, stop } = await startAlertmanager({ receiver: receiver.url });
  try {
    const context = aContext(state, { alertmanagerUrl: url });
    const redAt = performance.now();
    expect(await alertmanager(context)).toMatchObject({ outcome: 'done' });
    await expect.poll(() => statuses(receiver), { timeout: 20_000, intervals: [50] }).toEqual(['firing']);
    const firedAfter = ((receiver.received.at(-1)?.atMs ?? 0) - redAt) / 1000;
    expect(active(url)).toMatchObject([
      {
        labels: { alertname: 'RelayCanaryFailed', check: 'nip-29/member-message-is-accepted' },
        status: { state: 'active' },
      },
    ]);

    const greenAt = performance.now();
    expect(await alertmanager({ ...context, verdict: aGreenVerdict() })).toMatchObject({ outcome: 'done' });
    await expect.poll(() => statuses(receiver), { timeout: 20_000, intervals: [50] }).toEqual(['firing', 'resolved']);
    const resolvedAfter = ((receiver.received.at(-1)?.atMs ?? 0) - greenAt) / 1000;
    expect(active(url)).toEqual([]);
    const description = `fires after ${firedAfter.toFixed(2)} s, is resolved after ${resolvedAfter.toFixed(2)} s`;
    test.info().annotations.push({ type: 'measured', description });
  } finally {
    await stop();
  }
});
