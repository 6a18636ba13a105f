import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import { startProgram } from './program.ts';
import { makeScratch } from './scratch.ts';

/** A server for metrics or alerts, on loopback. */
export interface MetricsServer {
  /** Its base, for example http://127.0.0.1:40123 */
  url: string;
  stop: () => Promise<void>;
}

interface Alertmanager {
  /** The address that every alert is posted to, firing and resolved. */
  receiver: string;
}

/** In a hurry: at once, each alert on its own, a resolved one within a second. */
const configuration = (receiver: string): string =>
  stringify({
    route: {
      receiver: 'webhook',
      group_by: ['...'],
      group_wait: '0s',
      group_interval: '1s',
      repeat_interval: '1m',
    },
    receivers: [{ name: 'webhook', webhook_configs: [{ url: receiver, send_resolved: true }] }],
  });

/** Starts Prometheus' Alertmanager on a free port, alone (no cluster). It passes all alerts to one receiver. */
export async function startAlertmanager({ receiver }: Alertmanager): Promise<MetricsServer> {
  const port = await freePort();
  const scratch = makeScratch();
  const file = scratch.file('alertmanager.yml');
  writeFileSync(file, configuration(receiver));
  const options = [
    `--config.file=${file}`,
    `--storage.path=${scratch.file('data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ];
  try {
    const { stop } = await startProgram({ program: 'prometheus-alertmanager', arguments: options, port });
    return { url: `http://127.0.0.1:${port}`, stop: () => stop().finally(scratch.remove) };
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
