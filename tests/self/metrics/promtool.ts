import { spawnSync } from 'node:child_process';
import { explain } from '../../../lab/infrastructure/program.ts';

/** How Prometheus' own checker ended, and what it said. */
export interface Checked {
  exitCode: number | null;
  said: string;
}

/** Runs promtool, with a text on its standard input. Throws where it is missing, with the name of its package. */
export function promtool(words: string[], input = ''): Checked {
  const { status, stdout, stderr, error } = spawnSync('promtool', words, { input, encoding: 'utf8', timeout: 30_000 });
  if (error) throw explain('promtool', error);
  return { exitCode: status, said: stdout + stderr };
}
