import { test as base } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readSettings } from '../../../../fixtures/config/settings.ts';
import { provision } from '../../../../fixtures/groups/provision/provision.ts';
import { freePort } from '../../../../fixtures/protocol/free-port.ts';
import { SecretKey } from '../../../../fixtures/protocol/secret-key.ts';
import { holdDeployedSession } from '../../../../lab/drills/deployed/session.ts';
import type { SessionRecord } from '../../../../lab/drills/record.ts';
import { until } from '../../../../lab/ground/until.ts';

/** A relay as a process of its own, which stands for a deployed one, with its canary members. */
export interface DeployedRelay {
  url: string;
  health: string;
  pid: number;
  environment: Record<string, string>;
}

const hex = (key: SecretKey): string => Buffer.from(key.reveal()).toString('hex');

/** Starts one; with a file its data outlives it. `again` is a shell line that starts it once more. */
export async function startDeployedRelay(data?: string): Promise<DeployedRelay & { again: string; stop: () => void }> {
  const port = await freePort();
  const args = ['--import', 'tsx', 'lab/relay/main.ts', `--port=${port}`, '--auth-to-read', '--auth-to-write'];
  if (data !== undefined) args.push(`--data=${data}`);
  const env = { ...process.env, PYRYCODE_RELAY_SINGLE_INSTANCE: '1' };
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  const again = `PYRYCODE_RELAY_SINGLE_INSTANCE=1 "${process.execPath}" ${args.join(' ')} >/dev/null 2>&1 & echo $!`;
  const health = `http://127.0.0.1:${port}/health`;
  const isUp = (): Promise<boolean> => fetch(health).then(({ ok }) => ok, () => false); // prettier-ignore
  if (!(await until(isUp, 20_000, 20))) throw new Error('the relay does not start');
  const url = `ws://127.0.0.1:${port}`;
  const environment = {
    STAGING_RELAY_URL: url,
    STAGING_CANARY_SECRET_KEY: [SecretKey.generate(), SecretKey.generate()].map(hex).join(','),
    STAGING_CANARY_GROUP: 'canary,canary-private:private',
    STAGING_RELAY_POLICY: 'auth-to-read,auth-to-write',
  };
  const admin = { STAGING_ADMIN_SECRET_KEY: hex(SecretKey.generate()) };
  if (!(await provision(readSettings('staging', { ...environment, ...admin }), () => undefined)))
    throw new Error('the relay could not be provisioned');
  return { url, health, environment, again, pid: child.pid ?? 0, stop: () => void child.kill('SIGKILL') };
}

/** What is written into a file of drills. */
export type Written = Record<string, unknown>;

/** A session that goes on. */
interface Begun {
  kill: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** What a test has of a session. */
interface Sessions {
  relay: DeployedRelay;
  /** Writes a file of one drill that stops the relay's process, with these changes; gives its path. */
  file: (drill?: Written, plan?: Written) => string;
  /** Holds a session; gives its exit code, what was printed, and the record, where there is one. */
  hold: (
    args: string[],
    relay?: DeployedRelay,
  ) => Promise<{ exitCode: number; said: string; record: SessionRecord | undefined }>;
  /** Directories of this test. */
  reports: string;
  state: string;
  /** Starts a session as a process of its own; resolves when it has printed these words. */
  begin: (args: string[], words: string) => Promise<Begun>;
  /** The notes that are left. */
  notes: () => string[];
}

/** Whether a process is stopped, as a test may ask. */
export const isFrozen = (pid: number): boolean => readFileSync(`/proc/${pid}/status`, 'utf8').includes('\nState:\tT');

/** The state of a process that a command of a drill can ask for: T where it is stopped. */
export const isStopped = (pid: number): string => `grep -q '^State:.T' /proc/${pid}/status`;

export const test = base.extend<Sessions, { running: DeployedRelay }>({
  running: [
    async ({}, use) => {
      const relay = await startDeployedRelay();
      await use(relay);
      relay.stop();
    },
    { scope: 'worker' },
  ],
  relay: async ({ running }, use) => {
    await use(running);
    process.kill(running.pid, 'SIGCONT');
  },
  reports: async ({}, use, testInfo) => use(testInfo.outputPath('reports')),
  state: async ({}, use, testInfo) => use(testInfo.outputPath('state')),
  notes: async ({ state }, use) => {
    const directory = join(state, 'game-day');
    await use(() => (existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : []));
  },
  file: async ({ relay }, use, testInfo) => {
    const { pid, url, health } = relay;
    await use((drill = {}, plan = {}) => {
      const path = testInfo.outputPath('drills.yaml');
      mkdirSync(testInfo.outputDir, { recursive: true });
      const one = {
        ...{ id: 'B1', title: 'the relay is frozen', hypothesis: 'nobody waits long', runbook: 'docs/runbooks/b.md' },
        ...{ fault: ['kill', '-STOP', pid], heal: ['kill', '-CONT', pid], serves: false },
        ...{ proof: isStopped(pid), healed: `! ${isStopped(pid)}`, budget: { back: 10, whole: 5, proof: 1 } },
        ...drill,
      };
      const load = { every: 0.1, canary: false };
      const http = { health };
      const whole = { environment: 'here', kind: 'staging', relay: url, http, load, drills: [one], ...plan };
      writeFileSync(path, stringify(whole));
      return path;
    });
  },
  hold: async ({ relay, reports, state }, use) => {
    await use(async (args, { environment } = relay) => {
      const lines: string[] = [];
      const say = (line: string): void => void lines.push(line);
      const exitCode = await holdDeployedSession(args, { say, reports, state, environment });
      return { exitCode, said: lines.join('\n'), record: recordIn(reports) };
    });
  },
  begin: async ({ relay: { environment }, reports, state }, use) => {
    const begun: Begun[] = [];
    await use(async (args, words) => {
      const session = await beginSession({ environment, reports, state }, args, words);
      begun.push(session);
      return session;
    });
    for (const { kill } of begun) kill('SIGKILL');
  },
});

const SESSION = `
  import { holdDeployedSession } from './lab/drills/deployed/session.ts';
  process.exitCode = await holdDeployedSession(process.argv.slice(2), JSON.parse(process.argv[1]));`;

async function beginSession(place: object, args: string[], words: string): Promise<Begun> {
  const node = ['--import', 'tsx', '--input-type=module', '--eval', SESSION, '--'];
  const child = spawn(process.execPath, [...node, JSON.stringify(place), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  if (!(await until(() => said.includes(words) || child.exitCode !== null, 20_000)) || !said.includes(words))
    throw new Error(`"${words}" was not printed:\n${said}`);
  return { ended, kill: (signal) => void child.kill(signal) };
}

function recordIn(reports: string): SessionRecord | undefined {
  const sessions = existsSync(reports) ? readdirSync(reports) : [];
  const file = sessions.map((session) => join(reports, session, 'session.json')).find((path) => existsSync(path));
  return file === undefined ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as SessionRecord);
}
