import { readFileSync } from 'node:fs';

const FILE = new URL('../../docs/on-call.md', import.meta.url);

/**
 * Where docs/on-call.md says what to do about one of these words (the title of a check, a verdict), the first it knows:
 * file and line; the file alone where it says nothing, or where the docs are not there.
 */
export function onCall(...words: string[]): string {
  const lines = read();
  for (const each of words) {
    const row = lines.findIndex((line) => line.startsWith(`| ${each} `));
    if (row >= 0) return `docs/on-call.md:${row + 1}, the row "${each}"`;
  }
  return 'docs/on-call.md';
}

function read(): string[] {
  try {
    return readFileSync(FILE, 'utf8').split('\n');
  } catch {
    return [];
  }
}
