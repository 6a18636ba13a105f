import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { NostrEvent } from '../event/event.ts';
import { parseEvent, type ParsedEvent } from '../event/parse-event.ts';

/** An append-only file with one event as JSON per line. What was appended has been handed to the operating system. */
export interface EventLog {
  append: (event: NostrEvent) => void;
  /** Flushes to the disk and closes. */
  close: () => void;
}

/** Opens (or creates) the log and reads what it holds. A last line that was cut off by a crash is dropped, and said. */
export function openEventLog(file: string, say: (line: string) => void): { log: EventLog; events: NostrEvent[] } {
  try {
    const descriptor = openSync(file, 'a+');
    const text = readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole !== text) {
      truncateSync(file, Buffer.byteLength(whole));
      say(`file: dropped a half written last line of ${file}`);
    }
    return { events: readLines(whole, file), log: writer(descriptor) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`file: ${reason}; mend the file, or name another one`, { cause: error });
  }
}

/** The events of whole lines. Throws an error that names the first line that is none. */
export function readLines(text: string, file: string): NostrEvent[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, index) => {
    const parsed = parseLine(line);
    if ('event' in parsed) return parsed.event;
    throw new Error(`line ${index + 1} of ${file} is not an event (${parsed.problem})`);
  });
}

/** Reads one line as an event. */
export function parseLine(line: string): ParsedEvent {
  try {
    return parseEvent(JSON.parse(line));
  } catch {
    return parseEvent(undefined);
  }
}

/** Appends to an open file. */
export const writer = (descriptor: number): EventLog => ({
  append: (event) => {
    writeSync(descriptor, `${JSON.stringify(event)}\n`);
  },
  close: () => {
    fsyncSync(descriptor);
    closeSync(descriptor);
  },
});
