import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from '../shell.ts';

export interface Crate {
  name: string;
  version: string;
  /** Builds with the dependencies of the crate's own Cargo.lock rather than with the newest that fit. */
  locked: boolean;
  env?: Record<string, string>;
}

/** Hundreds of crates on two cores. */
const BUILD_WITHIN_MS = 45 * 60_000;

/**
 * Installs a crate's program as `directory`/bin/NAME, unless it is there. That takes many minutes; a build that is cut
 * short is taken up where it was by the next one, because its target directory is kept until it is done.
 */
export async function installCrate(directory: string, { name, version, locked, env = {} }: Crate): Promise<void> {
  if (existsSync(join(directory, 'bin', name))) return;
  mkdirSync(directory, { recursive: true });
  const settings = Object.entries(env).map(([key, value]) => `${key}=${value}`);
  const where = ['--root', '.', '--target-dir', 'target', '--quiet'];
  const crate = [name, '--version', version, ...(locked ? ['--locked'] : [])];
  await tool('env', [...settings, 'cargo', 'install', ...crate, ...where], directory, BUILD_WITHIN_MS);
  rmSync(join(directory, 'target'), { recursive: true, force: true });
}
