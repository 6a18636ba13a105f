import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretTexts } from '../../fixtures/evidence/secrets.ts';
import type { ProjectRun } from '../../lab/run/run-project.ts';

/** The artifacts of a run, and its output, in which a key of its settings stands. Read as they are, unpacked by nobody. */
export function leaksOf({ reports, output }: ProjectRun, settings: Record<string, string>): string[] {
  const files = readdirSync(reports, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const texts = [...paths.map((path) => [path, readFileSync(path, 'latin1')] as const), ['output', output] as const];
  const secrets = secretTexts(settings);
  return texts.filter(([, text]) => secrets.some((secret) => text.includes(secret))).map(([path]) => path);
}
