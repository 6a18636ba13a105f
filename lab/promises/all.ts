import { readdirSync } from 'node:fs';
import type { BrokenPromise } from './promise.ts';

const HERE = import.meta.dirname;
const NOT_FOLDERS = ['all', 'breaks', 'promise', 'proof-reporter', 'proof.config'];

/** The broken promises, by the folder of tests/protocol whose checks they are for. */
export async function readPromises(): Promise<Map<string, BrokenPromise[]>> {
  const folders = readdirSync(HERE)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace('.ts', ''))
    .filter((name) => !NOT_FOLDERS.includes(name));
  const promises = new Map<string, BrokenPromise[]>();
  for (const folder of folders) {
    const { BROKEN } = (await import(`./${folder}.ts`)) as { BROKEN: BrokenPromise[] };
    promises.set(folder, BROKEN);
  }
  return promises;
}
