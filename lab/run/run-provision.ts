import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cleanEnvironment } from './run-project.ts';

const PROVISION = ['--import', 'tsx', 'fixtures/groups/provision/main.ts'];

/** Runs `npm run provision` with these settings, and gives what it printed. Throws where it did not succeed. */
export async function runProvision(settings: Record<string, string>, target: 'prod' | 'staging'): Promise<string> {
  const env = { ...cleanEnvironment(), ...settings };
  const { stdout } = await promisify(execFile)(process.execPath, [...PROVISION, `--target=${target}`], { env });
  return stdout;
}
