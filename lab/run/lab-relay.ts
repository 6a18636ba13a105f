import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../fixtures/config/settings.ts';
import { provision } from '../../fixtures/groups/provision/provision.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { startRelay, type RelayOptions, type RunningRelay } from '../relay/start.ts';
import { runProject, type ProjectRun } from './run-project.ts';

type Change = Pick<RelayOptions, 'seams' | 'policy' | 'limits' | 'compress' | 'version' | 'file' | 'secretKey'>;

/** An embedded relay with provisioned canary groups, and the settings with which prod-canary finds it. */
export interface LabRelay {
  url: string;
  settings: Record<string, string>;
  /** Stops the relay and starts it again on the same port, key and log, with other seams. */
  restart: (options: Change) => Promise<void>;
  /** Starts another instance with the same key on a copy of the log, on a port of its own. It is stopped with this one. */
  twin: (options?: Change) => Promise<RunningRelay>;
  /** Copies its log to a file. */
  copyLog: (to: string) => void;
  /** Runs prod-canary against it, in a process of its own, with its artifacts in a directory of its own. */
  runCanary: (settings?: Record<string, string>, interrupt?: Promise<unknown>, rest?: string[]) => Promise<ProjectRun>;
  /** Runs checks of pr-staging against it. */
  runStaging: (checks: string[], settings?: Record<string, string>) => Promise<ProjectRun>;
  /** Runs checks of nightly against it, in a hurry. */
  runNightly: (checks: string[], settings?: Record<string, string>) => Promise<ProjectRun>;
  stop: () => Promise<void>;
}

const hex = (key: SecretKey): string => Buffer.from(key.reveal()).toString('hex');

/** The same settings for another target: PROD_RELAY_URL becomes STAGING_RELAY_URL. */
const asStaging = (settings: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name.replace('PROD_', 'STAGING_'), value]));

/** Starts a relay with a log, provisions it as an operator would, and leaves it running. */
export async function startLabRelay(options: RelayOptions = {}): Promise<LabRelay> {
  const directory = mkdtempSync(join(tmpdir(), 'relay-canary-'));
  const file = join(directory, 'events.jsonl');
  const fixed: RelayOptions = { ...options, secretKey: SecretKey.generate().reveal(), file };
  let relay = await startRelay(fixed);
  const { url, port } = relay;
  const settings = {
    PROD_RELAY_URL: url,
    PROD_CANARY_SECRET_KEY: [SecretKey.generate(), SecretKey.generate()].map(hex).join(','),
    PROD_CANARY_GROUP: 'canary,canary-private:private',
    PROD_ADMIN_SECRET_KEY: hex(SecretKey.generate()),
  };
  const said: string[] = [];
  const isInPlace = await provision(readSettings('prod', settings), (line) => said.push(line));
  if (!isInPlace) throw new Error(`The lab relay could not be provisioned:\n${said.join('\n')}`);
  let runs = 0;
  const nextReports = (): string => join(directory, `reports-${(runs += 1)}`);
  const twins: RunningRelay[] = [];
  return {
    url,
    settings,
    restart: async (changed) => {
      await relay.stop();
      relay = await startRelay({ ...fixed, ...changed, port });
    },
    twin: async (changed = {}) => {
      const copy = join(directory, `events-${twins.length + 2}.jsonl`);
      copyFileSync(file, copy);
      const twin = await startRelay({ ...fixed, file: copy, ...changed });
      twins.push(twin);
      return twin;
    },
    copyLog: (to) => copyFileSync(file, to),
    runCanary: (changed = {}, interrupt = new Promise(() => undefined), rest = []) =>
      runProject({
        ...{ project: 'prod-canary', reports: nextReports(), settings: { ...settings, ...changed }, interrupt },
        arguments: rest,
      }),
    runStaging: (checks, changed = {}) =>
      runProject({
        project: 'pr-staging',
        reports: nextReports(),
        settings: { ...asStaging(settings), ...changed },
        arguments: [...checks, '--workers=1', '--retries=0'],
      }),
    runNightly: (checks, changed = {}) =>
      runProject({
        project: 'nightly',
        reports: nextReports(),
        settings: { ...asStaging(settings), ...changed },
        arguments: [...checks, '-c', 'lab/proof/nightly.config.ts'],
      }),
    stop: async () => {
      await Promise.all([relay, ...twins].map((each) => each.stop()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
