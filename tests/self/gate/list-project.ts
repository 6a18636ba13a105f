import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readResults } from '../../../lab/run/results.ts';
import { cleanEnvironment, PLAYWRIGHT } from '../../../lab/run/run-project.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** What a project shows with these variables set: requirements, and tags as @smoke; each once, in order. */
export async function listProject(
  project: string,
  environment: Record<string, string> = {},
): Promise<{ requirements: string[]; tags: string[] }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [PLAYWRIGHT, 'test', `--project=${project}`, '--list', '--reporter=json'],
    { env: { ...cleanEnvironment(), ...environment }, maxBuffer: MOST_BYTES },
  );
  const tags = [...stdout.matchAll(/"tags": \[([^\]]*)\]/g)].flatMap(([, list = '']) => list.split(/[\s,"]+/));
  return {
    requirements: inOrder(readResults(stdout).checks.map(({ requirement }) => requirement)),
    tags: inOrder(tags.filter((tag) => tag !== '').map((tag) => `@${tag}`)),
  };
}

const inOrder = (words: string[]): string[] => [...new Set(words)].toSorted();
