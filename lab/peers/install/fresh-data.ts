import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** An empty directory for the data of one start. */
export function freshData(directory: string): string {
  const data = join(directory, 'data');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  return data;
}
