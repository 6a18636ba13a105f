import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { serve } from '../peers/shell.ts';
import { startLatencyProxy } from '../proxy/latency.ts';
import { runProvision } from '../run/run-provision.ts';
import { measure, type Candidate } from './measure.ts';
import { report } from './report.ts';
import { benchSuite } from './suite.ts';

const ROUND_TRIP_MS = 100;
const SUITE_RUNS = 3;
const PLAYWRIGHT = ['node_modules/@playwright/test/cli.js', 'test'];
const EMPTY = ['-c', 'lab/bench/empty.config.ts'];
const CANARY = ['--project=prod-canary'];

const hex = (): string => Buffer.from(SecretKey.generate().reveal()).toString('hex');

/** `npm run bench -- [--runs=7]`: what prod-canary costs, beside an empty test and a plain script, in one batch. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
  const directory = mkdtempSync(join(tmpdir(), 'relay-canary-bench-'));
  const port = await freePort();
  const relayCommand = ['--import', 'tsx', 'lab/relay/main.ts', `--port=${port}`];
  const relay = await serve({ file: process.execPath, arguments: relayCommand, env: {} }, port);
  const proxy = await startLatencyProxy(port, ROUND_TRIP_MS);
  const at = (url: string): Record<string, string> => ({ ...settings, PROD_RELAY_URL: url });
  const settings = {
    PROD_RELAY_URL: `ws://127.0.0.1:${port}`,
    PROD_CANARY_SECRET_KEY: `${hex()},${hex()}`,
    PROD_CANARY_GROUP: 'canary,canary-private:private',
    PROD_ADMIN_SECRET_KEY: hex(),
  };
  const slow = at(`ws://127.0.0.1:${proxy.port}`);
  const candidates: Candidate[] = [
    { name: 'a: empty test', file: process.execPath, arguments: [...PLAYWRIGHT, ...EMPTY], env: {} },
    { name: 'b: prod-canary', file: process.execPath, arguments: [...PLAYWRIGHT, ...CANARY], env: settings },
    { name: 'c: prod-canary, 100 ms away', file: process.execPath, arguments: [...PLAYWRIGHT, ...CANARY], env: slow },
    { name: 'd: plain script', file: process.execPath, arguments: ['lab/bench/plain.mjs'], env: settings },
    { name: 'a through npx', file: 'npx', arguments: ['playwright', 'test', ...EMPTY], env: {} },
    { name: 'b through npx', file: 'npx', arguments: ['playwright', 'test', ...CANARY], env: settings },
    { name: 'c through npx', file: 'npx', arguments: ['playwright', 'test', ...CANARY], env: slow },
  ];
  try {
    await runProvision(settings, 'prod');
    const medians = await measure(candidates, { runs: Number(values.runs), reports: directory });
    const isCanaryFast = report(medians, ROUND_TRIP_MS);
    await relay.stop();
    return (await benchSuite(SUITE_RUNS, directory)) && isCanaryFast ? 0 : 1;
  } finally {
    await proxy.stop();
    await relay.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

process.exitCode = await main();
