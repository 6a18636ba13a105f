import { readFile } from 'node:fs/promises';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';

/** The ids of all events in the file that instances share. A last line that is being written is none yet. */
export async function storedInFile(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as NostrEvent).id);
}
