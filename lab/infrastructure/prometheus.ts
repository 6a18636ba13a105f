import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import type { MetricsServer } from './alertmanager.ts';
import { startProgram } from './program.ts';
import { makeScratch } from './scratch.ts';

/** Milliseconds from listening to ready: it reads its data first. */
const READY_WITHIN_MS = 20_000;

/**
 * Starts Prometheus on a free port, with what prometheus.yml would hold; files that it names need absolute paths.
 * Resolves when it is ready. Throws with its words where it does not start.
 */
export async function startPrometheus(configuration: object): Promise<MetricsServer> {
  const port = await freePort();
  const scratch = makeScratch();
  const file = scratch.file('prometheus.yml');
  writeFileSync(file, stringify(configuration, { aliasDuplicateObjects: false }));
  const options = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${scratch.file('data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
  ];
  const url = `http://127.0.0.1:${port}`;
  let stopProgram = (): Promise<void> => Promise.resolve();
  const stop = (): Promise<void> => stopProgram().finally(scratch.remove);
  try {
    ({ stop: stopProgram } = await startProgram({ program: 'prometheus', arguments: options, port }));
    await isReady(`${url}/-/ready`);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function isReady(url: string): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch((error: unknown) => String(error));
    if (typeof answer !== 'string' && answer.ok) return;
    const said = typeof answer === 'string' ? answer : `${answer.status}`;
    if (performance.now() > giveUpAt) throw new Error(`infrastructure: ${url} is not ready: ${said}`);
    await pause(50);
  }
}
