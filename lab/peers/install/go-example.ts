import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../shell.ts';

export interface GoExample {
  /** Holds go.mod, go.sum and, where there are any, the files that are built with the example. */
  source: string;
  extraFiles?: string[];
  module: string;
  /** The example's directory within the module. */
  example: string;
  /** What is changed in its main.go, which has to hold each of these exactly once. */
  replacements: [from: string, to: string][];
}

/** "127.0.0.1:PORT" in Go, for the examples that name an address of their own. */
export const LOOPBACK = '"127.0.0.1:" + os.Getenv("PORT")';

function changed(source: string, { example, replacements }: GoExample): string {
  return replacements.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`${example}/main.go does not hold ${from} exactly once`);
    return text.replace(from, to);
  }, source);
}

/**
 * Builds a module's own example as `directory`/relay, unless it is there. `go install` cannot be used: the examples
 * listen on an address of their own, and it asks for the list of versions, which not every mirror has.
 */
export async function buildGoExample(directory: string, go: GoExample): Promise<void> {
  if (existsSync(join(directory, 'relay'))) return;
  mkdirSync(directory, { recursive: true });
  for (const file of ['go.mod', 'go.sum', ...(go.extraFiles ?? [])])
    copyFileSync(join(go.source, file), join(directory, file));
  await tool('go', ['mod', 'download', go.module], directory);
  const module = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', go.module], { cwd: directory, encoding: 'utf8' });
  const example = join(module.trim(), go.example);
  for (const file of readdirSync(example).filter((name) => name.endsWith('.go'))) {
    const source = readFileSync(join(example, file), 'utf8');
    writeFileSync(join(directory, file), file === 'main.go' ? changed(source, go) : source);
  }
  await tool('go', ['build', '-o', 'relay', '.'], directory);
}

/** The command of a relay that takes its port from the environment. */
export const relayCommand = (
  directory: string,
  port: number,
): { file: string; arguments: string[]; env: Record<string, string> } => ({
  file: join(directory, 'relay'),
  arguments: [],
  env: { PORT: String(port) },
});
