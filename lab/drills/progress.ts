import { existsSync, readFileSync } from 'node:fs';
import type { Entry } from './journal.ts';

/** Where progress is shown. */
export interface Screen {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write: (text: string) => unknown;
}

/** Shows what is in the journal of a session while that is being written. */
export interface Progress {
  /** Shows what is left, and ends. */
  stop: () => void;
}

const LOOK_EVERY_MS = 250;
const HIDDEN: Entry['kind'][] = ['finding'];

/**
 * On a terminal one line says drill, phase and seconds, and is overwritten; deeds, gaps and verdicts stay. Elsewhere each line of the journal is
 * a line.
 */
export function showProgress(journal: string, screen: Screen): Progress {
  let shown = 0;
  let current: { drill: string; phase: string; beganAtMs: number } | undefined;
  const status = (text: string): void => {
    if (screen.isTTY) screen.write(`\r\x1b[K${text.slice(0, (screen.columns ?? 80) - 1)}`);
  };
  const tell = (entry: Entry): void => {
    const { drill, kind, words, ms, at } = entry;
    if (kind === 'verdict') current = undefined;
    else if (kind === 'phase') current = { drill, phase: words, beganAtMs: Date.parse(at) - ms };
    if (screen.isTTY && (kind === 'phase' || kind === 'observation')) return;
    status('');
    screen.write(`${asLine(entry)}\n`);
  };
  const look = (): void => {
    const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(0, -1) : [];
    for (const entry of lines.slice(shown).flatMap(parse)) if (!HIDDEN.includes(entry.kind)) tell(entry);
    shown = lines.length;
    if (current) status(`${current.drill} ${seconds(Date.now() - current.beganAtMs)}  ${current.phase} …`);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      status('');
    },
  };
}

/** A worker that is killed may leave half a line. */
function parse(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(6)} s`;

/** One line of the journal for people. */
export const asLine = ({ drill, ms, kind, words }: Pick<Entry, 'drill' | 'ms' | 'kind' | 'words'>): string =>
  `${drill} ${seconds(ms)}  ${kind}: ${words}`;
