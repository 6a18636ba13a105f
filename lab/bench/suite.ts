import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { basicKhatru } from '../peers/basic-khatru/peer.ts';
import { serve, tool } from '../peers/shell.ts';
import { runProject, type ProjectRun } from '../run/run-project.ts';
import { runProvision } from '../run/run-provision.ts';
import { timeOnce } from './measure.ts';

/** What was promised for the whole of pr-staging on the embedded relay, in seconds. */
const MOST_SECONDS = 20;

const TESTER = 'next.orly.dev/cmd/relay-tester@v0.57.2';
/** It has no NIP-42 and no NIP-29 (its list of tests). */
const TESTER_CHECKS = 47;

interface Served {
  file: string;
  arguments: string[];
  env: Record<string, string>;
}

const hex = (): string => Buffer.from(SecretKey.generate().reveal()).toString('hex');

/** Runs pr-staging so many times against a relay of its own process and gives the median run. */
async function timeSuite(command: Served, port: number, runs: number, reports: string): Promise<ProjectRun> {
  const relay = await serve(command, port);
  const settings = {
    STAGING_RELAY_URL: `ws://127.0.0.1:${port}`,
    STAGING_CANARY_SECRET_KEY: `${hex()},${hex()}`,
    STAGING_CANARY_GROUP: 'canary,canary-private:private',
    STAGING_ADMIN_SECRET_KEY: hex(),
  };
  try {
    await runProvision(settings, 'staging');
    const done: ProjectRun[] = [];
    for (let run = 0; run < runs; run += 1) done.push(await runProject({ project: 'pr-staging', reports, settings }));
    done.sort((one, other) => one.seconds - other.seconds);
    const median = done[Math.floor(done.length / 2)];
    if (!median) throw new Error('no run of pr-staging was asked for');
    return median;
  } finally {
    await relay.stop();
  }
}

const line = (name: string, checks: number, seconds: number): string =>
  `${name}: ${checks} checks in ${seconds.toFixed(1)} s, ${((seconds / checks) * 1000).toFixed(0)} ms a check`;

/** Prints what pr-staging costs, beside another tester on the same relay, and whether the targets are met. */
export async function benchSuite(runs: number, reports: string): Promise<boolean> {
  const port = await freePort();
  const embedded = {
    file: process.execPath,
    arguments: ['--import', 'tsx', 'lab/relay/main.ts', `--port=${port}`],
    env: {},
  };
  const own = await timeSuite(embedded, port, runs, reports);
  console.log(line('pr-staging, embedded relay', own.checks.length, own.seconds));
  const isFast = own.seconds < MOST_SECONDS;
  console.log(`${isFast ? 'met    ' : 'MISSED '} pr-staging takes ${own.seconds.toFixed(1)} s (under ${MOST_SECONDS})`);

  const directory = `.cache/peers/${basicKhatru.build}`;
  await basicKhatru.install(directory);
  const peerPort = await freePort();
  const peer = await timeSuite(basicKhatru.command(directory, peerPort), peerPort, runs, reports);
  console.log(line('pr-staging, basic-khatru', peer.checks.length, peer.seconds));
  return (await compare(peer, directory)) && isFast;
}

/** ORLY's relay-tester against the same relay. Where it cannot be installed, that is said, and nothing is claimed. */
async function compare(ours: ProjectRun, directory: string): Promise<boolean> {
  const tester = resolve('.cache/bench/relay-tester');
  try {
    if (!existsSync(tester)) await tool('env', [`GOBIN=${resolve('.cache/bench')}`, 'go', 'install', TESTER], '.');
  } catch (error) {
    console.log(
      `not measured: ${TESTER} cannot be installed here: ${(error as Error).message.split('\n').at(-1) ?? ''}`,
    );
    return true;
  }
  const port = await freePort();
  const relay = await serve(basicKhatru.command(directory, port), port);
  try {
    const seconds = (await timeOnce(tester, ['-url', `ws://127.0.0.1:${port}`, '-json'])) / 1000;
    console.log(line(TESTER, TESTER_CHECKS, seconds));
    const [more, less] = [
      ours.checks.length >= 3 * TESTER_CHECKS,
      ours.seconds / ours.checks.length < seconds / TESTER_CHECKS,
    ];
    console.log(`${more && less ? 'met    ' : 'MISSED '} three times its checks, and less wall time for each`);
    return more && less;
  } finally {
    await relay.stop();
  }
}
