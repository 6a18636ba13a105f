import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { metricsText } from '../../../gate/metrics/samples.ts';
import { ask, startMonitoring } from './monitoring.ts';
import { redRun, RELAY } from './verdicts.ts';

test('a scraped page of metrics keeps the relay as its instance', async () => {
  test.setTimeout(90_000);
  const page = await metricsText(redRun());
  const watch = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4').end(page);
  }).listen(0, '127.0.0.1');
  await once(watch, 'listening');
  const host = `127.0.0.1:${(watch.address() as AddressInfo).port}`;
  const { prometheus, stop } = await startMonitoring({ receiver: `http://${host}`, watch: host, interval: '1s' });
  try {
    const series = 'relay_canary_verdict{verdict="fail",job="relay-canary"} == 1';
    await expect
      .poll(() => ask(prometheus, series), { timeout: 30_000 })
      .toMatchObject([{ instance: RELAY, project: 'prod-canary' }]);
    expect(await ask(prometheus, '{exported_instance!=""}')).toEqual([]);
  } finally {
    await stop();
    watch.close();
    watch.closeAllConnections();
  }
});
