import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../fixtures/config/settings.ts';
import { provision } from '../../fixtures/groups/provision/provision.ts';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { startRelay, type RelayOptions } from '../../lab/relay/start.ts';
import { runProject, type ProjectRun } from '../../lab/run/run-project.ts';

/** An embedded relay with provisioned canary groups, and the settings with which prod-canary finds it. */
export interface LabRelay {
  settings: Record<string, string>;
  /** Stops the relay and starts it again on the same port, key and log, with other seams. */
  restart: (options: Pick<RelayOptions, 'seams' | 'policy' | 'limits'>) => Promise<void>;
  /** Runs prod-canary against it, in a process of its own, with its artifacts in a directory of its own. */
  runCanary: (settings?: Record<string, string>, interrupt?: Promise<unknown>) => Promise<ProjectRun>;
  /** Runs checks of pr-staging against it. */
  runStaging: (checks: string[], settings?: Record<string, string>) => Promise<ProjectRun>;
  stop: () => Promise<void>;
}

const hex = (key: SecretKey): string => Buffer.from(key.reveal()).toString('hex');

/** Starts a relay with a log, provisions it as an operator would, and leaves it running. */
export async function startLabRelay(options: RelayOptions = {}): Promise<LabRelay> {
  const directory = mkdtempSync(join(tmpdir(), 'relay-canary-'));
  const fixed: RelayOptions = {
    ...options,
    secretKey: SecretKey.generate().reveal(),
    file: join(directory, 'events.jsonl'),
  };
  let relay = await startRelay(fixed);
  const settings = {
    PROD_RELAY_URL: relay.url,
    PROD_CANARY_SECRET_KEY: [SecretKey.generate(), SecretKey.generate()].map(hex).join(','),
    PROD_CANARY_GROUP: 'canary,canary-private:private',
    PROD_ADMIN_SECRET_KEY: hex(SecretKey.generate()),
  };
  const said: string[] = [];
  const isInPlace = await provision(readSettings('prod', settings), (line) => said.push(line));
  if (!isInPlace) throw new Error(`The lab relay could not be provisioned:\n${said.join('\n')}`);
  let runs = 0;
  return {
    settings,
    restart: async (changed) => {
      const { port } = relay;
      await relay.stop();
      relay = await startRelay({ ...fixed, ...changed, port });
    },
    runCanary: (changed = {}, interrupt = new Promise(() => undefined)) => {
      runs += 1;
      const reports = join(directory, `reports-${runs}`);
      return runProject({ project: 'prod-canary', reports, settings: { ...settings, ...changed }, interrupt });
    },
    runStaging: (checks, changed = {}) => {
      runs += 1;
      const staging = Object.entries(settings).map(([name, value]) => [name.replace('PROD_', 'STAGING_'), value]);
      return runProject({
        project: 'pr-staging',
        reports: join(directory, `reports-${runs}`),
        settings: { ...(Object.fromEntries(staging) as Record<string, string>), ...changed },
        arguments: [...checks, '--workers=1'],
      });
    },
    stop: async () => {
      await relay.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
