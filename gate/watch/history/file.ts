import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeWhole } from '../../../fixtures/state/files.ts';
import { historyRow, type HistoryRow } from './row.ts';

/** What a history file held. */
export interface FileContent {
  rows: HistoryRow[];
  /** Lines that are no rows, without the last. */
  unreadable: number;
  /** The last line has no end: the disk was full, or the power gone. It is no row. */
  isLastHalf: boolean;
}

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Reads a file of JSON lines. A missing one is empty; lines that are no rows are skipped and counted. Throws on others. */
export function readRows(file: string): FileContent {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  const lines = text.split('\n');
  const isLastHalf = lines.pop() !== '';
  const written = lines.filter((line) => line.trim() !== '');
  const rows = written.flatMap((line) => parse(line) ?? []);
  return { rows, unreadable: written.length - rows.length, isLastHalf };
}

function parse(line: string): HistoryRow | undefined {
  try {
    return historyRow.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

const lineOf = (row: HistoryRow): string => `${JSON.stringify(row)}\n`;

/** Bytes of a row in the file. */
export const sizeOf = (row: HistoryRow): number => Buffer.byteLength(lineOf(row));

/** Adds a row. `isAfterHalf`: a line break comes first, for the last line may lack it. Throws where it cannot write. */
export function appendRow(file: string, row: HistoryRow, isAfterHalf: boolean): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, (isAfterHalf ? '\n' : '') + lineOf(row));
}

/** Puts rows in the place of all others, in one step: whoever reads sees the old file or the new. Throws as appendRow. */
export const replaceRows = (file: string, rows: HistoryRow[]): void => writeWhole(file, rows.map(lineOf).join(''));
