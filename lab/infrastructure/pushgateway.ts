import { freePort } from '../../fixtures/protocol/free-port.ts';
import type { MetricsServer } from './alertmanager.ts';
import { startProgram } from './program.ts';

/** Starts a Prometheus Pushgateway on a free port; it keeps what is pushed in memory only. */
export async function startPushgateway(): Promise<MetricsServer> {
  const port = await freePort();
  const options = [`--web.listen-address=127.0.0.1:${port}`, '--persistence.file='];
  const { stop } = await startProgram({ program: 'prometheus-pushgateway', arguments: options, port });
  return { url: `http://127.0.0.1:${port}`, stop };
}
