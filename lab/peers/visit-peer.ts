import { existsSync, rmSync } from 'node:fs';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { runProject, type ProjectRun } from '../run/run-project.ts';
import { runProvision } from '../run/run-provision.ts';
import type { Peer } from './peer.ts';
import { serve } from './shell.ts';

/** Which project is run against a peer, and how often in a row. */
export interface VisitOptions {
  project: 'prod-canary' | 'pr-staging';
  runs: number;
  tell: (line: string) => void;
}

/** One relay and what the runs against it found. */
export interface PeerVisit {
  peer: Peer;
  runs: ProjectRun[];
  /** No run was red (what is listed in docs/known-failures is not), and each had the same outcomes. */
  asExpected: boolean;
}

const directoryOf = (build: string): string => `.cache/peers/${build}`;

const freshKey = (): string => Buffer.from(SecretKey.generate().reveal()).toString('hex');

interface BringUpOptions extends Pick<VisitOptions, 'project' | 'tell'> {
  reports: string;
  /** Puts a proxy before the port of the relay and gives the proxy's own port, which is where the settings point to. */
  before?: (port: number) => Promise<number>;
}

/** Brings up one peer, and provisions it where it has groups. */
export async function bringUp(
  peer: Peer,
  { project, reports, tell, before }: BringUpOptions,
): Promise<{ settings: Record<string, string>; stop: () => Promise<void> }> {
  const directory = directoryOf(peer.build);
  tell(`${peer.name}: installing ${peer.about} (kept in ${directory})`);
  await peer.install(directory);
  const port = await freePort();
  const publicPort = (await before?.(port)) ?? port;
  const { stop } = await serve(peer.command(directory, port, publicPort), port);
  const settings = settingsFor(peer, project, publicPort);
  try {
    // Without groups nothing can be provisioned: a run that is not counted leaves the message that the next one expects.
    if (peer.groups)
      tell(`${peer.name}: ${await runProvision(settings, project === 'prod-canary' ? 'prod' : 'staging')}`);
    else await runProject({ project, reports, settings, arguments: ['tests/canary'] });
  } catch (error) {
    await stop();
    throw error;
  }
  return { settings, stop };
}

/** Brings up one peer, provisions it where it has groups, and runs a project so many times in a row. */
export async function visitPeer(peer: Peer, { project, runs: wanted, tell }: VisitOptions): Promise<PeerVisit> {
  const reports = `reports/peers/${peer.name}`;
  const { settings: ofTarget, stop } = await bringUp(peer, { project, reports, tell });
  const settings = { ...ofTarget, ...startupSettings(peer) };
  try {
    const runs: ProjectRun[] = [];
    for (let number = 1; number <= wanted; number += 1) {
      rmSync(reports, { recursive: true, force: true });
      const run = await runProject({ project, reports, settings, arguments: workersOf(peer) });
      tell(`${peer.name}: run ${number} of ${wanted}: ${sumUp(run)}`);
      if (run.exitCode !== 0) tell(run.output.slice(-20_000));
      runs.push(run);
    }
    return { peer, runs, asExpected: runs.every(({ exitCode }) => exitCode === 0) && areAlike(runs) };
  } finally {
    await stop();
  }
}

const workersOf = ({ workers }: Peer): string[] => (workers === undefined ? [] : [`--workers=${workers}`]);

function settingsFor(
  { name, groups, policies }: Peer,
  project: VisitOptions['project'],
  port: number,
): Record<string, string> {
  const prefix = project === 'prod-canary' ? 'PROD' : 'STAGING';
  const knownFailures = `docs/known-failures/${name}.yaml`;
  const policy = [groups ? '' : 'no-groups', ...(policies ?? [])].filter(Boolean).join(',');
  return {
    [`${prefix}_RELAY_URL`]: `ws://127.0.0.1:${port}`,
    [`${prefix}_CANARY_SECRET_KEY`]: `${freshKey()},${freshKey()}`,
    [`${prefix}_CANARY_GROUP`]: groups || 'relay-canary',
    [`${prefix}_ADMIN_SECRET_KEY`]: freshKey(),
    ...(policy && { [`${prefix}_RELAY_POLICY`]: policy }),
    ...(existsSync(knownFailures) && { [`${prefix}_KNOWN_FAILURES`]: knownFailures }),
  };
}

/** Where docs/startup describes how this relay starts, the checks may start it themselves. */
function startupSettings({ name, build, command }: Peer): Record<string, string> {
  const rules = `docs/startup/${name}.yaml`;
  if (!existsSync(rules)) return {};
  const { file, arguments: words, env } = command(directoryOf(build), 0);
  const variables = Object.entries({ ...env, PORT: '$PORT' }).map(([variable, value]) => `${variable}="${value}"`);
  const program = [file, ...words].map((word) => `"${word}"`).join(' ');
  return { RELAY_COMMAND: `exec env ${variables.join(' ')} ${program}`, RELAY_STARTUP: rules };
}

function sumUp({ exitCode, checks, seconds }: ProjectRun): string {
  const counts = new Map<string, number>();
  for (const { outcome } of checks) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const said = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return `exit ${exitCode}, ${said} in ${seconds.toFixed(1)} s`;
}

const outcomesOf = ({ checks }: ProjectRun): string =>
  checks
    .map(({ requirement, outcome }) => `${requirement} ${outcome}`)
    .sort()
    .join('\n');

const areAlike = (runs: ProjectRun[]): boolean => new Set(runs.map(outcomesOf)).size === 1;
