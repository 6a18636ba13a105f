import { rmSync } from 'node:fs';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { runProvision } from '../run/run-provision.ts';
import { runProject } from '../run/run-project.ts';
import type { Peer } from './peer.ts';
import { freePort, serve } from './shell.ts';

interface Row {
  name: string;
  runs: number;
  'red checks': number;
  'median s': number;
  asExpected: boolean;
}

const freshKey = (): string => Buffer.from(SecretKey.generate().reveal()).toString('hex');

/** Brings up one peer, provisions it where it has groups, and runs prod-canary so many times in a row. */
export async function visitPeer(peer: Peer, runs: number, tell: (line: string) => void): Promise<Row> {
  const directory = `.cache/peers/${peer.build}`;
  tell(`${peer.name}: installing ${peer.about} (kept in ${directory})`);
  await peer.install(directory);
  const port = await freePort();
  const relay = await serve(peer.command(directory, port), port);
  try {
    const settings = {
      PROD_RELAY_URL: `ws://127.0.0.1:${port}`,
      PROD_CANARY_SECRET_KEY: `${freshKey()},${freshKey()}`,
      PROD_CANARY_GROUP: peer.groups || 'relay-canary',
      PROD_ADMIN_SECRET_KEY: freshKey(),
    };
    // Without groups nothing can be provisioned: a run that is not counted leaves the message that the next one expects.
    if (peer.groups) tell(`${peer.name}: ${await runProvision(settings)}`);
    else await runProject({ project: 'prod-canary', reports: `reports/peers/${peer.name}`, settings });
    return await runRepeatedly(peer, runs, settings, tell);
  } finally {
    await relay.stop();
  }
}

async function runRepeatedly(
  { name, knownFailures }: Peer,
  runs: number,
  settings: Record<string, string>,
  tell: (line: string) => void,
): Promise<Row> {
  const reports = `reports/peers/${name}`;
  const seconds: number[] = [];
  const known = Object.keys(knownFailures).sort().join(' ');
  const seen = new Set<string>();
  for (let run = 1; run <= runs; run += 1) {
    rmSync(reports, { recursive: true, force: true });
    const result = await runProject({ project: 'prod-canary', reports, settings });
    const red = result.red.sort().join(' ');
    tell(
      `${name}: run ${run} of ${runs}: exit ${result.exitCode}, ${result.green.length} green, red: ${red || 'none'}`,
    );
    if (red !== known) tell(result.output);
    for (const requirement of result.red) tell(`  ${requirement}: ${knownFailures[requirement] ?? 'NOT KNOWN'}`);
    seen.add(red);
    seconds.push(result.seconds);
  }
  const median = seconds.sort((one, other) => one - other)[Math.floor(seconds.length / 2)] ?? 0;
  const asExpected = seen.size === 1 && seen.has(known);
  return {
    name,
    runs,
    'red checks': Object.keys(knownFailures).length,
    'median s': Number(median.toFixed(2)),
    asExpected,
  };
}
