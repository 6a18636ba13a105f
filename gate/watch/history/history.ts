import { appendRow, readRows, replaceRows, sizeOf } from './file.ts';
import type { HistoryRow } from './row.ts';

/** The runs of one project, oldest first. */
export interface History {
  rows: () => HistoryRow[];
  add: (row: HistoryRow) => void;
}

interface Retention {
  /** Rows that started earlier are dropped. */
  days: number;
  /** The file is cut down to the newest rows where it is larger. */
  bytes: number;
}

interface Parts {
  file: string;
  retention: Retention;
  /** Milliseconds since 1970. */
  wall: () => number;
  /** Is told, in one sentence, what could not be read or written. */
  warn: (sentence: string) => void;
}

const DAY_MS = 86_400_000;

/** The newest rows that fit into the retention. */
export function withinRetention(rows: HistoryRow[], { days, bytes }: Retention, now: number): HistoryRow[] {
  let room = bytes;
  const newestFirst = rows.filter(({ startedAt }) => Date.parse(startedAt) >= now - days * DAY_MS).toReversed();
  const tooMuch = newestFirst.findIndex((row) => (room -= sizeOf(row)) < 0);
  return newestFirst.slice(0, tooMuch === -1 ? undefined : tooMuch).toReversed();
}

/**
 * Opens a history, and cuts its file down to the retention at once and then once a day, or when it has grown by a tenth.
 * Never throws: a disk that is full or read-only is told to `warn`, and the rows are kept in memory.
 */
export function openHistory({ file, retention, wall, warn }: Parts): History {
  const attempt = (what: string, work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      warn(`history: ${file} cannot be ${what} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
      return false;
    }
  };
  let rows: HistoryRow[] = [];
  let bytes = 0;
  let prunedAt = 0;
  let isHalf = false;
  const prune = (): void => {
    const kept = withinRetention(rows, retention, wall());
    const isSame = kept.length === rows.length && !isHalf;
    rows = kept;
    bytes = kept.reduce((sum, row) => sum + sizeOf(row), 0);
    prunedAt = wall();
    if (!isSame) isHalf = !attempt('written', () => replaceRows(file, kept)) && isHalf;
  };
  const isReadable = attempt('read', () => {
    const content = readRows(file);
    ({ rows, isLastHalf: isHalf } = content);
    if (isHalf) warn(`history: the last line of ${file} is half-written and was left out`);
    if (content.unreadable > 0) warn(`history: ${content.unreadable} lines of ${file} are no runs and were left out`);
  });
  if (isReadable) prune();
  return {
    rows: () => rows,
    add: (row) => {
      rows.push(row);
      bytes += sizeOf(row);
      isHalf = !attempt('written', () => appendRow(file, row, isHalf));
      if (bytes > retention.bytes * 1.1 || Math.abs(wall() - prunedAt) > DAY_MS) prune();
    },
  };
}
