import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readResults } from './results.ts';
import { cleanEnvironment, PLAYWRIGHT } from './run-project.ts';

/** A check as it stands in the specs. */
export interface Check {
  requirement: string;
  file: string;
  title: string;
}

const MOST_BYTES = 64 * 1024 * 1024;

/** Every check of a project, or of a part of it, without running it. */
export async function listChecks(project: string, part: string[] = []): Promise<Check[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [PLAYWRIGHT, 'test', `--project=${project}`, '--list', '--reporter=json', ...part],
    { env: cleanEnvironment(), maxBuffer: MOST_BYTES },
  );
  return readResults(stdout).checks.map(({ requirement, file, title }) => ({ requirement, file, title }));
}
