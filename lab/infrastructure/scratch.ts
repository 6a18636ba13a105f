import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory for what is generated. */
export interface Scratch {
  /** The path of a file in it. */
  file: (name: string) => string;
  remove: () => Promise<void>;
}

/** Makes a directory that is removed when its user is done. */
export function makeScratch(): Scratch {
  const directory = mkdtempSync(join(tmpdir(), 'relay-canary-'));
  return {
    file: (name) => join(directory, name),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
